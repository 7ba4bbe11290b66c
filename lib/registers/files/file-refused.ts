import { RunRefused } from '#lib/runs/run.ts';

/** Why a file is not read, or no further: nothing of it is kept but this. */
export const fileRefusalCodes = [
  'empty',
  'header-only',
  /** No line of headers that any register has. */
  'header-unknown',
  /** `columns`: codes, joined by a comma; of a group of which one is needed, joined by a bar. */
  'column-missing',
  /** `register`: the one that it looks like. */
  'other-register',
  'markup',
  'not-a-table',
  'binary',
  'other-encoding',
  'not-utf-8',
  'line-too-long',
  /** `line`: on which a cell begins whose quote is not closed. */
  'quote-open',
  'gzip-damaged',
  'grows-too-much',
  'too-large',
  'damaged',
  'sheet-damaged',
  'sheet-encrypted',
  'sheet-formulas',
  'sheet-merged',
  /** `sheets`: the names of those that have values, of the first few; joined by a slash, which no name holds. */
  'sheet-several',
  'sheet-rows',
  /** `megabytes`: so many the texts of a sheet may take that its cells refer to. */
  'sheet-texts',
  'sheet-too-large',
  /** `column`: code of the one that is full of them. */
  'national-numbers-in-column',
  /** `days`: for how long it waited for somebody to confirm what was recognised. */
  'never-confirmed',
  /** The run ended for no reason that can be told. */
  'gave-up',
  'unexpected',
] as const;

export type FileRefusalCode = (typeof fileRefusalCodes)[number];

export type FileRefusal = {
  readonly code: FileRefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Thrown where a file shows that it can't be one of its register; ends a run as refused. */
export class FileRefused extends RunRefused {
  readonly refusal: FileRefusal;

  constructor(code: FileRefusalCode, params?: FileRefusal['params']) {
    super(code, params);
    this.refusal = params === undefined ? { code } : { code, params };
  }
}
