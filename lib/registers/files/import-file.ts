import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import type { RunContext } from '#lib/runs/run.ts';
import { newKeyedHash } from '#lib/shared/secrets.ts';
import type { FileBytes } from './file-bytes.ts';
import { formatSchema } from './format.ts';
import { registerOf } from './load-file.ts';
import type { RowCounts } from './row-reader.ts';
import { stageFile } from './stage-file.ts';

type FileRow = {
  readonly register: string;
  readonly state: string;
  readonly format: unknown;
  readonly byte_size: string;
  readonly year: number;
};

export type FileToImport = {
  /** Of a file that somebody confirmed. */
  readonly fileId: string;
  readonly actor: Actor;
  /** The file as it came, of so many bytes; `onRead` hears how many were read until then. */
  readonly open: (size: number, onRead: (bytes: number) => void) => FileBytes;
};

/**
 * Stages the rows of a confirmed file and says what they came to, in the caller's transaction. Its sealed bytes are gone
 * with it.
 * @throws FileRefused where the file is not what its format says.
 */
export async function importFile(
  { client, tx, report, signal }: Pick<RunContext, 'client' | 'tx' | 'report' | 'signal'>,
  { fileId, actor, open }: FileToImport,
): Promise<RowCounts> {
  const { rows } = await client.query<FileRow>(
    `SELECT register, state::text AS state, format, byte_size, extract(year FROM business_now())::int AS year
       FROM source_file WHERE id = $1 FOR NO KEY UPDATE`,
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
      bytes: open(bytes, (done) => report('read', done, bytes)),
      year: file.year,
      hash: newKeyedHash(),
    },
    signal,
  );
  report('write', bytes, bytes);
  await client.query('DELETE FROM source_file_chunk WHERE file_id = $1', [fileId]);
  await client.query(
    `UPDATE source_file
        SET state = 'IMPORTED', imported_at = business_now(),
            good_rows = $2, doubtful_rows = $3, refused_rows = $4, fault_counts = $5
      WHERE id = $1`,
    [fileId, counts.good, counts.doubtful, counts.refused, JSON.stringify(counts.faults)],
  );
  await recordAudit(tx, actor, {
    action: 'register.import',
    subject: { type: 'source-file', id: fileId },
    details: { register: file.register, entries: counts.good + counts.doubtful + counts.refused },
  });
  return counts;
}
