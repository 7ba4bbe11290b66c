import { isProvinceCode } from '#lib/geography/provinces.ts';
import { lastDayOf } from '#lib/rules/days.ts';
import type { ParameterCode } from '#lib/rules/parameters.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { dayInWords, messageArguments, type Translate } from '#lib/rules/words.ts';

interface ParameterValueProps {
  code: ParameterCode;
  value: unknown;
  t: Translate;
  locale: string;
  number: (value: number) => string;
}

/** A value of a parameter in words, by what it is; a kind that is not known here fails, rather than show nothing. */
export function ParameterValue({ code, value, t, locale, number }: ParameterValueProps) {
  return <>{inWords()}</>;

  function inWords(): string | undefined {
    if (typeof value === 'boolean') return t(value ? 'rules-page.decided' : 'rules-page.undecided');
    if (typeof value === 'number') {
      return code === 'mostly-active-threshold'
        ? messageArguments({ threshold: value }, t, locale).threshold
        : number(value);
    }
    if (typeof value === 'string') return dayInWords(value, locale);
    if (isPeriod(value)) {
      const from = dayInWords(value.from, locale);
      return t('rules-page.period', { from, lastDay: dayInWords(lastDayOf(value), locale) });
    }
    if (Array.isArray(value)) return listInWords(value);
    throw new Error(`The value of ${code} has no words`);
  }

  function listInWords(values: readonly unknown[]): string | undefined {
    if (values.every(isProfessionCode)) return messageArguments({ professions: values }, t, locale).professions;
    if (values.every(isProvinceCode)) return messageArguments({ provinces: values }, t, locale).provinces;
    return messageArguments({ programmes: values.map(String) }, t, locale).programmes;
  }
}

function isPeriod(value: unknown): value is { readonly from: string; readonly until: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'from' in value &&
    typeof value.from === 'string' &&
    'until' in value &&
    typeof value.until === 'string'
  );
}
