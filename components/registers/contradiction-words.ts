import { useLocale } from 'next-intl';
import { isLocale } from '#lib/i18n/locales.ts';
import { formatProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { ContradictionSide, ContradictionView } from '#lib/registers/contradictions/queries.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';

type Says = ContradictionSide['says'];

/** Sides are called by letters, in the order in which they stand. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

export function nameOf({ givenName, familyName }: Says): string {
  return [givenName, familyName].filter(Boolean).join(' ');
}

export function domicileOf({ postcode, municipality }: Says): string {
  return [postcode, municipality].filter(Boolean).join(' ');
}

/** The number as people write it. */
export function numberOf({ number }: Says): string {
  if (!number) return '';
  return formatProviderNumber({ scheme: number.startsWith('V') ? 'visa' : 'nihdi', value: number, full: null });
}

/** A side in a few words, by what the sides differ in. */
export function sideInWords({ says }: ContradictionSide, kind: ContradictionView['kind']): string {
  if (kind === 'TWO_DOMICILES') return domicileOf(says);
  return [nameOf(says) || numberOf(says), says.birthYear, domicileOf(says)].filter(Boolean).join(', ');
}

/** What a contradiction is about, in a few words; `t` says the messages of contradictions. */
export function subjectInWords(
  { kind, sides }: ContradictionView,
  t: (key: 'domiciles', values: Record<string, string>) => string,
): string {
  const [first, second] = sides;
  if (kind === 'TWO_DOMICILES' && first && second) {
    return t('domiciles', { first: domicileOf(first.says), second: domicileOf(second.says) });
  }
  const number = sides.map(({ says }) => numberOf(says)).find((text) => text !== '');
  if (kind === 'NUMBER_ON_TWO_PEOPLE') {
    return [
      number,
      sides
        .map(({ says }) => nameOf(says))
        .filter(Boolean)
        .join(' / '),
    ]
      .filter(Boolean)
      .join(': ');
  }
  return number ?? first?.tag ?? '';
}

/** A register by its name in the page's language; its code where it has none any longer. */
export function useRegisterName(): (code: string) => string {
  const locale = useLocale();
  return (code) => (isLocale(locale) ? findRegister(code)?.names[locale] : undefined) ?? code;
}
