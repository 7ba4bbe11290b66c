import type { Locale } from '#lib/i18n/locales.ts';

/**
 * What a register's files look like, as data: everything that reads, checks, shows or makes such a file works from the
 * description alone, so that another register is another description and its line in `descriptions/index.ts`.
 */
export type Register = {
  readonly code: string;
  /** Of the administration's file, as a page names it. */
  readonly names: Names;
  /** What its rows tell, and so what linking does with them. */
  readonly says: 'registration' | 'activity' | 'employment';
  /** In the order in which a file of ours has them; one that arrives may have any. */
  readonly columns: readonly Column[];
  /** Groups of columns of which a file has at least one, and each row a value in at least one. */
  readonly oneOf?: readonly (readonly string[])[];
};

export type Column = {
  readonly code: string;
  /** As a page names it; a header may say it too. */
  readonly names: Names;
  /** Other headers it has, compared without case, accents, spaces or punctuation. Its code is always one. */
  readonly aliases: Readonly<Record<'fr' | 'nl' | 'en', readonly string[]> & { de?: readonly string[] }>;
  readonly kind: ColumnKind;
  /** A file without the column is refused, and a row without a value. */
  readonly required: boolean;
  /** About the person rather than the practice: what stood there is not kept with a fault. */
  readonly personal: boolean;
  /** In characters, of a text; `textAtMost` where left out. */
  readonly atMost?: number;
};

export type Names = Readonly<Record<Locale, string>>;

/** How a value is read and what it becomes; `values.ts` has one reader a kind. */
export type ColumnKind =
  | 'text'
  /** Eleven digits, that check by 97 or 89; identifies by the first eight. */
  | 'nihdi'
  /** V and nine digits. */
  | 'visa'
  /** Never kept but as its keyed hash. */
  | 'national-number'
  /** A year, as a number. */
  | 'birth-year'
  /** A code of the rules' professions. */
  | 'profession'
  /** Four digits that have a province. */
  | 'postcode'
  /** fr, nl, de or en. */
  | 'language'
  | 'email'
  | 'phone'
  /** YYYY-MM. */
  | 'month'
  /** A whole number from 0. */
  | 'count'
  /** From 0 to 1, with at most three decimals. */
  | 'share'
  /** Ten digits, that check by 97. */
  | 'enterprise-number'
  /** An enterprise number, or `self-employed`. */
  | 'employer'
  /** A code of `settings`. */
  | 'setting';

/** How long a text may be where its column does not say, in characters. */
export const textAtMost = 200;

/** Any but line breaks and tabs: what is neither one of these, nor printable ASCII, nor beyond the second block of them. */
export const controlCharacter = /[^\t\n\r -~\u00a0-\uffff]/;

/** A header or a word as it is compared: without case, accents, spaces and punctuation. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '');
}

/**
 * The column that a header means, by its code, its names or its aliases; undefined for one that the register has not. A
 * header of per cents means no share: a plain 1 below it would be read as the whole.
 */
export function columnOfHeader(register: Register, header: string): Column | undefined {
  const sought = folded(header);
  if (sought === '') return undefined;
  const found = register.columns.find((column) => headersOf(column).some((known) => folded(known) === sought));
  return found?.kind === 'share' && header.includes('%') ? undefined : found;
}

/** All headers that mean a column. */
export function headersOf({ code, names, aliases }: Column): readonly string[] {
  return [code, ...Object.values(names), ...aliases.fr, ...aliases.nl, ...(aliases.de ?? []), ...aliases.en];
}

/** @throws where the register has no such column: the code is wrong, not the input. */
export function columnOf(register: Register, code: string): Column {
  const found = register.columns.find((column) => column.code === code);
  if (!found) throw new Error(`The register ${register.code} has no column ${code}`);
  return found;
}
