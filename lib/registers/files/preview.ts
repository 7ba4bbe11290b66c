import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { mayHoldNationalNumber } from '#lib/identifiers/national-number.ts';
import { columnOf, type Register } from '../register.ts';
import type { FileBytes } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { type FileFormat, formatSchema } from './format.ts';
import { registerOf } from './load-file.ts';
import { textRows } from './row-batch.ts';
import { keptBytes } from './sealed-chunks.ts';
import { rowsOfFile } from './table.ts';

/**
 * Cells of a row in the order of the format's headers; null what may be a national number, which nobody is shown. In a
 * column that is not read that is any cell of eight to eleven digits: one mistyped, or without the zeros it began with.
 */
export type PreviewRow = readonly (string | null)[];

/** The first rows of a file that waits to be confirmed, as it is read at present; administrators only. */
export async function previewFile(actor: Actor, fileId: string, count: number): Promise<readonly PreviewRow[]> {
  mustBeAdministrator(actor, 'register files');
  const file = await getDb().sourceFile.findUnique({
    where: { id: fileId, state: 'RECOGNISED' },
    select: { register: true, format: true, byteSize: true },
  });
  if (!file) return [];
  const format = formatSchema.parse(file.format);
  const register = registerOf(file.register);
  const rows = await firstRows(keptBytes(fileId, Number(file.byteSize)), format, count);
  return rows.map((row) => row.map((cell, at) => shown(cell, format.columns[at] ?? null, register)));
}

function shown(cell: string, code: string | null, register: Register): string | null {
  const isHidden =
    mayHoldNationalNumber(cell) ||
    (code === null ? digitsOfOne.test(cell) : columnOf(register, code).kind === 'national-number');
  return isHidden ? null : cell.slice(0, 100);
}

const digitsOfOne = /^\D*(?:\d\D*){8,11}$/;

async function firstRows(file: FileBytes, format: FileFormat, count: number): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  try {
    for await (const batch of rowsOfFile(file, format)) {
      found.push(...textRows(batch).slice(0, count - found.length));
      if (found.length >= count) break;
    }
  } catch (error) {
    // What can't be read is told by its import.
    if (!(error instanceof FileRefused)) throw error;
  }
  return found;
}
