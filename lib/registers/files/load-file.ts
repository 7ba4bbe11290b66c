import type { Statements } from '#lib/db/statements.ts';
import { findRegister } from '../descriptions/index.ts';
import type { Register } from '../register.ts';
import { type FileFormat, formatSchema } from './format.ts';

/** A file whose recognition can still be corrected, locked until the transaction ends. */
export type RecognisedFile = { readonly register: Register; readonly format: FileFormat };

/** Undefined where there is no such file, null where it is no longer, or not yet, one that waits to be confirmed. */
export async function lockRecognised(tx: Statements, fileId: string): Promise<RecognisedFile | null | undefined> {
  const [row] = await tx.$queryRaw<{ register: string; state: string; format: unknown }[]>`
    SELECT register, state::text AS state, format FROM source_file WHERE id = ${fileId}::uuid FOR NO KEY UPDATE`;
  if (!row) return undefined;
  return row.state === 'RECOGNISED'
    ? { register: registerOf(row.register), format: formatSchema.parse(row.format) }
    : null;
}

/** @throws where the register of a kept file is no longer described: the code was changed beneath it. */
export function registerOf(code: string): Register {
  const register = findRegister(code);
  if (!register) throw new Error(`No register ${code} is described`);
  return register;
}
