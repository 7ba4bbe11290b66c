import type { Statements } from '#lib/db/statements.ts';
import { enqueue } from '#lib/shared/jobs.ts';
import { queues } from '#lib/shared/queues.ts';
import type { MessageInput } from './write-message.ts';

/**
 * Writes many messages in one statement and one job that sends them. Answers with the keys of those that were not
 * written before; each of the others is dropped, as `writeMessage` does.
 */
export async function writeMessages(
  tx: Statements,
  messages: readonly (MessageInput & { readonly dedupKey: string })[],
): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set();
  const rows = JSON.stringify(
    messages.map(({ template, language, toEmail, params = {}, secrets = null, dedupKey }) => ({
      template,
      language,
      to_email: toEmail.toLowerCase(),
      params,
      secrets,
      dedup_key: dedupKey,
    })),
  );
  const written = await tx.$queryRaw<{ dedup_key: string }[]>`
    INSERT INTO outbox (template, language, to_email, params, secrets, dedup_key)
    SELECT template, language::"Language", to_email, params, nullif(secrets, 'null'::jsonb), dedup_key
      FROM jsonb_to_recordset(${rows}::jsonb)
           AS m (template text, language text, to_email text, params jsonb, secrets jsonb, dedup_key text)
     ORDER BY dedup_key
    ON CONFLICT (dedup_key) DO NOTHING
    RETURNING dedup_key`;
  if (written.length > 0) await enqueue(tx, queues.deliverMessages);
  return new Set(written.map(({ dedup_key }) => dedup_key));
}

/** So many are looked up and written at a time. */
const batch = 2_000;

/**
 * Writes to many, some thousand at a time: `read` looks up those whom it concerns, `messageTo` makes the message of each.
 * Before each batch it reports how many of them were seen to.
 */
export async function writeToMany<Concerned, Row>(
  tx: Statements,
  concerned: readonly Concerned[],
  {
    read,
    messageTo,
    report,
  }: {
    readonly read: (tx: Statements, some: readonly Concerned[]) => PromiseLike<readonly Row[]>;
    readonly messageTo: (row: Row) => Promise<MessageInput & { readonly dedupKey: string }>;
    readonly report: (done: number, total: number) => void;
  },
): Promise<void> {
  for (let done = 0; done < concerned.length; done += batch) {
    report(done, concerned.length);
    const rows = await read(tx, concerned.slice(done, done + batch));
    await writeMessages(tx, await Promise.all(rows.map(messageTo)));
  }
}
