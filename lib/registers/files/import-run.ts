import * as z from 'zod';
import { recordAudit } from '#lib/audit/record.ts';
import { systemActor } from '#lib/auth/actor.ts';
import { loadActorOfRun } from '#lib/auth/load-actor-of-run.ts';
import type { RunHandler } from '#lib/runs/run.ts';
import { newKeyedHash } from '#lib/shared/secrets.ts';
import { type FileRefusal, fileRefusalCodes } from './file-refused.ts';
import { formatSchema } from './format.ts';
import { registerOf } from './load-file.ts';
import { readChunks } from './sealed-chunks.ts';
import { stageFile } from './stage-file.ts';

const inputSchema = z.object({ fileId: z.uuid() });

type FileRow = {
  readonly register: string;
  readonly state: string;
  readonly format: unknown;
  readonly byte_size: string;
  readonly year: number;
};

/** Imports one confirmed file: its rows are staged, its bytes are gone; or it is refused and nothing of it is left. */
export const importRun: RunHandler = {
  work: async ({ client, tx, input, requestedById, report, signal }) => {
    const { fileId } = inputSchema.parse(input);
    const { rows } = await client.query<FileRow>(
      `SELECT register, state::text AS state, format, byte_size, extract(year FROM business_now())::int AS year
         FROM source_file WHERE id = $1 FOR UPDATE`,
      [fileId],
    );
    const [file] = rows;
    if (file?.state !== 'QUEUED') throw new Error('A file that is not confirmed is not imported');
    const bytes = Number(file.byte_size);
    report('read', 0, bytes);
    const counts = await stageFile(
      client,
      {
        fileId,
        register: registerOf(file.register),
        format: formatSchema.parse(file.format),
        bytes: readChunks(fileId, (read) => report('read', read, bytes)),
        year: file.year,
        hash: newKeyedHash(),
      },
      signal,
    );
    await client.query('DELETE FROM source_file_chunk WHERE file_id = $1', [fileId]);
    await client.query(
      `UPDATE source_file
          SET state = 'IMPORTED', imported_at = business_now(),
              good_rows = $2, doubtful_rows = $3, refused_rows = $4, fault_counts = $5
        WHERE id = $1`,
      [fileId, counts.good, counts.doubtful, counts.refused, JSON.stringify(counts.faults)],
    );
    await recordAudit(tx, await loadActorOfRun(tx, requestedById), {
      action: 'register.import',
      subject: { type: 'source-file', id: fileId },
      details: { register: file.register, entries: counts.good + counts.doubtful + counts.refused },
    });
    return { fileId, ...counts };
  },
  failed: async ({ input, client, tx }, failure) => {
    const { fileId } = inputSchema.parse(input);
    const code = fileRefusalCodes.find((known) => known === failure.code) ?? 'unexpected';
    const refusal: FileRefusal = failure.params === undefined ? { code } : { code, params: failure.params };
    await client.query('DELETE FROM source_file_chunk WHERE file_id = $1', [fileId]);
    await client.query(`UPDATE source_file SET state = 'REFUSED', refusal = $2 WHERE id = $1 AND state = 'QUEUED'`, [
      fileId,
      JSON.stringify(refusal),
    ]);
    await recordAudit(tx, systemActor('imports'), {
      action: 'register.refuse',
      subject: { type: 'source-file', id: fileId },
    });
  },
};
