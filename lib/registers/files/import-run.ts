import * as z from 'zod';
import { recordAudit } from '#lib/audit/record.ts';
import { systemActor } from '#lib/auth/actor.ts';
import { loadActorOfRun } from '#lib/auth/load-actor-of-run.ts';
import type { RunHandler } from '#lib/runs/run.ts';
import { type FileRefusal, fileRefusalCodes } from './file-refused.ts';
import { type FileToImport, importFile } from './import-file.ts';
import { keptBytes } from './sealed-chunks.ts';

const inputSchema = z.object({ fileId: z.uuid() });

/** Imports one confirmed file: its rows are staged, its bytes are gone; or it is refused and nothing of it is left. */
export const importRun: RunHandler = {
  work: async (context) => {
    const { fileId } = inputSchema.parse(context.input);
    const actor = await loadActorOfRun(context.tx, context.requestedById);
    const open: FileToImport['open'] = (size, onRead) => keptBytes(fileId, size, onRead);
    return { fileId, ...(await importFile(context, { fileId, actor, open })) };
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
