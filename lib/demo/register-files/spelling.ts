import type { SampleFormat } from './format.ts';
import type { SampleRow } from './rows.ts';

type Values = Readonly<Record<string, string>>;

/**
 * The same value as sources spell it, in turn from row to row: numbers with their punctuation, months and shares in the
 * forms of both languages, a street that needs quotes. No spelling changes what is meant.
 */
export function spelled(
  { register, values }: Pick<SampleRow, 'values'> & { readonly register: string },
  turn: number,
  format: SampleFormat,
): Values {
  return spellings[register]?.(values, turn, format) ?? values;
}

/** Those of a register that is not among them stay as they are. */
const spellings: Readonly<Record<string, (values: Values, turn: number, format: SampleFormat) => Values>> = {
  registrations: registration,
  'inami-activity': activity,
  employment,
};

function registration(values: Values, turn: number, { kind, quotes, delimiter }: SampleFormat): Values {
  const { number, nationalNumber, street, email } = values;
  return {
    ...values,
    ...(number && turn % 4 === 1 ? { number: dashed(number) } : {}),
    ...(nationalNumber && turn % 3 === 1 ? { nationalNumber: dotted(nationalNumber) } : {}),
    ...(street && kind === 'csv' && quotes !== 'none' && turn % 50 === 7
      ? { street: `${street}${delimiter} "A"${turn % 100 === 7 ? '\n' : ' '}1` }
      : {}),
    ...(email && turn % 9 === 2 ? { email: ` ${email.toUpperCase()} ` } : {}),
  };
}

function activity(values: Values, turn: number, format: SampleFormat): Values {
  const { number = '', month = '', ambulatoryShare = '' } = values;
  const [year, monthOfYear] = month.split('-');
  return {
    ...values,
    number: turn % 4 === 1 ? dashed(number) : number,
    month: [month, `${monthOfYear}/${year}`, `${year}${monthOfYear}`][turn % 3] ?? month,
    ambulatoryShare: share(ambulatoryShare, turn, format),
  };
}

function employment(values: Values, turn: number, format: SampleFormat): Values {
  const { nationalNumber = '', workingTime = '' } = values;
  return {
    ...values,
    nationalNumber: turn % 3 === 1 ? dotted(nationalNumber) : nationalNumber,
    workingTime: share(workingTime, turn, format),
  };
}

function share(value: string, turn: number, { quotes, delimiter }: SampleFormat): string {
  if (turn % 5 === 1) return `${Math.round(Number(value) * 100)} %`;
  const commaIsFree = quotes !== 'none' || delimiter !== ',';
  return turn % 5 === 2 && commaIsFree ? value.replace('.', ',') : value;
}

function dashed(nihdi: string): string {
  return `${nihdi.slice(0, 1)}-${nihdi.slice(1, 6)}-${nihdi.slice(6, 8)}-${nihdi.slice(8)}`;
}

function dotted(national: string): string {
  const at = (from: number, to: number) => national.slice(from, to);
  return `${at(0, 2)}.${at(2, 4)}.${at(4, 6)}-${at(6, 9)}.${at(9, 11)}`;
}
