import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { systemActor } from '#lib/auth/actor.ts';
import type { SampleFormat } from '#lib/demo/register-files/format.ts';
import { type WrittenFile, writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { sampleOrganisations } from '#lib/demo/sample-organisations.ts';
import { sampleProviders } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas } from '#lib/geography/municipalities.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import type { RegisterCode } from '#lib/registers/descriptions/index.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { receiveFile } from '#lib/registers/files/receive-file.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import type { TestDatabase } from './database.ts';

export const operator = systemActor('test');

/** Writes the sample's files of each register in one format, `rows` in all, for as long as `work` takes. */
export async function withSampleFiles<T>(
  request: { readonly rows: number; readonly dirt: number; readonly format: SampleFormat },
  work: (files: readonly WrittenFile[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-registers-'));
  try {
    const areas = await loadPostcodeAreas();
    const { rows, dirt, format } = request;
    const files = await writeRegisterFiles({
      ...{ folder, areas, rows, dirt },
      providers: sampleProviders(areas, sampleOrganisations(areas, rows), Number.MAX_SAFE_INTEGER),
      formats: { registrations: format, 'inami-activity': format, employment: format },
    });
    return await work(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function* bytesOf(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

/** Takes a file in, that is expected to be recognised; gives its id. */
export async function received(register: RegisterCode, content: string | Uint8Array): Promise<string> {
  const result = await receiveFile(operator, { register, fileName: `${register}.csv`, stream: bytesOf(content) });
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value.fileId : '';
}

/** The same of a file on disk. */
export async function receivedFrom({ register, path: file, name }: WrittenFile): Promise<string> {
  const result = await receiveFile(operator, { register, fileName: name, stream: createReadStream(file) });
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value.fileId : '';
}

/** Confirms a file and has its import run to its end. */
export async function imported(fileId: string): Promise<string> {
  expect(await confirmImport(operator, fileId)).toMatchObject({ ok: true });
  await workOnRuns(runHandlers, new AbortController().signal);
  return fileId;
}

export type ReadRecord = {
  readonly line: number;
  readonly quality: string;
  /** In hexadecimal digits. */
  readonly hash: string | null;
  /** Column → value; a column without one is left out. A cell that no column names is an error. */
  readonly values: Readonly<Record<string, string>>;
};

/** The records of a file, by line. */
export function recordsOf(database: TestDatabase, fileId: string): Promise<ReadRecord[]> {
  return database.asOwner<ReadRecord>(
    `SELECT r.line, r.quality::text, encode(r.national_number_hash, 'hex') AS hash,
            coalesce((SELECT jsonb_object_agg(code, cell) FILTER (WHERE cell IS NOT NULL)
                        FROM unnest(f.cell_columns, string_to_array(r.cells, E'\\t', '')) AS said (code, cell)), '{}') AS "values"
       FROM source_record r JOIN source_file f ON f.id = r.file_id
      WHERE r.file_id = $1 ORDER BY r.line`,
    [fileId],
  );
}
