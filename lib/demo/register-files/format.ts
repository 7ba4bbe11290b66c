/** How a file is written; every combination is one that sources send. */
export interface SampleFormat {
  readonly kind: 'csv' | 'xlsx';
  /** The following are those of a CSV. */
  readonly delimiter: ',' | ';' | '\t';
  /** `minimal` where a value needs them, `all` everywhere; with `none` no value is written that would need them. */
  readonly quotes: 'minimal' | 'all' | 'none';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252';
  readonly lineEnd: '\n' | '\r\n';
  readonly gzip: boolean;
  /** Which of a column's headers: its code, or a name or alias of a language. */
  readonly headers: 'code' | 'fr' | 'nl' | 'en';
  /** Columns in another order than the description's, and one that no register has. */
  readonly disordered: boolean;
}

export const plainFormat: SampleFormat = {
  kind: 'csv',
  delimiter: ',',
  quotes: 'minimal',
  encoding: 'utf-8',
  lineEnd: '\n',
  gzip: false,
  headers: 'code',
  disordered: false,
};

const words: Readonly<Record<string, Partial<SampleFormat>>> = {
  csv: { kind: 'csv' },
  xlsx: { kind: 'xlsx' },
  comma: { delimiter: ',' },
  semicolon: { delimiter: ';' },
  tab: { delimiter: '\t' },
  quoted: { quotes: 'all' },
  unquoted: { quotes: 'none' },
  utf8: { encoding: 'utf-8' },
  bom: { encoding: 'utf-8-bom' },
  windows1252: { encoding: 'windows-1252' },
  lf: { lineEnd: '\n' },
  crlf: { lineEnd: '\r\n' },
  gz: { gzip: true },
  fr: { headers: 'fr' },
  nl: { headers: 'nl' },
  en: { headers: 'en' },
  disordered: { disordered: true },
};

export const formatWords = Object.keys(words);

/** The format that words such as `semicolon,windows1252,crlf,gz` say, else plain. Undefined where one is not known. */
export function parseFormat(text: string): SampleFormat | undefined {
  const parts = text.split(',').filter((part) => part !== '');
  if (!parts.every((part) => Object.hasOwn(words, part))) return undefined;
  return Object.assign({}, plainFormat, ...parts.map((part) => words[part]));
}

export function extensionOf({ kind, gzip }: SampleFormat): string {
  return kind === 'xlsx' ? 'xlsx' : gzip ? 'csv.gz' : 'csv';
}

/** Encodes what is written into a file. Throws a RangeError for a character that Windows-1252 has not. */
export function encoderOf({ encoding }: SampleFormat): (text: string) => Buffer {
  return encoding === 'windows-1252' ? toWindows1252 : (text) => Buffer.from(text, 'utf8');
}

/** Between 0x80 and 0x9f it differs from Latin-1. */
const ownBytes = new Map(
  Array.from({ length: 32 }, (_, index) => 0x80 + index).map((byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    String.fromCharCode(byte),
  ]),
);

function toWindows1252(text: string): Buffer {
  const bytes = text.replace(/[^\p{ASCII}\u00a0-\u00ff]/gu, (character) => {
    const byte = ownBytes.get(character);
    if (byte === undefined) throw new RangeError(`Windows-1252 has no ${character}`);
    return byte;
  });
  return Buffer.from(bytes, 'latin1');
}

/** One line of a CSV, with its end. */
export function csvLine(values: readonly string[], { delimiter, quotes, lineEnd }: SampleFormat): string {
  const written = quotes === 'none' ? values : values.map((value) => quoted(value, delimiter, quotes === 'all'));
  return written.join(delimiter) + lineEnd;
}

function quoted(value: string, delimiter: string, always: boolean): string {
  const needed = always || value.includes(delimiter) || value.includes('"') || value.includes('\n');
  return needed ? `"${value.replaceAll('"', '""')}"` : value;
}
