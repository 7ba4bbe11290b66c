import type { Locale } from '#lib/i18n/locales.ts';
import { inList } from '#lib/i18n/regional.ts';
import { findRegister, registers } from '../descriptions/index.ts';
import type { Column, Register } from '../register.ts';

type Params = Readonly<Record<string, string | number>>;

/** What the sentence of a refusal (`registers.refusals.…`) needs, with the names of columns and registers in a language. */
export function refusalParams(params: Params | undefined, registerCode: string, locale: Locale): Params {
  const register: Register | undefined = findRegister(registerCode);
  const { columns, column, register: other, sheets } = params ?? {};
  return {
    ...params,
    ...(typeof columns === 'string'
      ? { columns: columnsInWords(columns, register, locale), headers: headersInWords(columns, register, locale) }
      : {}),
    ...(typeof column === 'string' ? { column: columnName(column, register, locale) } : {}),
    ...(typeof other === 'string' ? { register: findRegister(other)?.names[locale] ?? other } : {}),
    ...(typeof sheets === 'string' ? { sheets: inList(sheets.split('/'), locale) } : {}),
  };
}

/** `number|visa,postcode` as a list of names. */
function columnsInWords(columns: string, register: Register | undefined, locale: Locale): string {
  const names = columns.split(',').map((codes) =>
    inList(
      codes.split('|').map((code) => columnName(code, register, locale)),
      locale,
      'disjunction',
    ),
  );
  return inList(names, locale);
}

/** The headers of the reader's language that each of these columns is known by: one of them will do. */
function headersInWords(columns: string, register: Register | undefined, locale: Locale): string {
  const known = columns.split(',').map((codes) => {
    const headers = codes.split('|').flatMap((code) => {
      const column = findColumn(code, register);
      return column ? [column.names[locale], ...(column.aliases[locale] ?? [])] : [code];
    });
    return inList([...new Set(headers)], locale, 'disjunction');
  });
  return known.join('; ');
}

function columnName(code: string, register: Register | undefined, locale: Locale): string {
  return findColumn(code, register)?.names[locale] ?? code;
}

function findColumn(code: string, register: Register | undefined): Column | undefined {
  const known = (register ? [register] : registers).flatMap(({ columns }): Register['columns'] => columns);
  return known.find((column) => column.code === code);
}
