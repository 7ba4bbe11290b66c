import nodemailer, { type Transporter } from 'nodemailer';
import type pg from 'pg';
import { getPool } from '#lib/db/client.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import { getEnvironment } from '#lib/shared/environment.ts';
import { log } from '#lib/shared/log.ts';
import { renderMessage } from './render-message.ts';

/** Messages sent at the same time by one worker, each over a connection of its own to database and mail server. */
const lanes = 3;

/** After the last one a message is given up; waiting between them comes to some ten hours. */
const mostAttempts = 8;

/** Seconds until the next attempt: 10 s, 40 s, 3 min, 11 min, 43 min, 3 h, 6 h. */
export function secondsUntilRetry(attempts: number): number {
  return Math.min(6 * 60 * 60, 10 * 4 ** (attempts - 1));
}

export type Delivery = {
  readonly sent: number;
  readonly failed: number;
  /** When the earliest of those that wait is due; none where nothing waits. */
  readonly nextAttemptAt: Date | undefined;
};

/**
 * Sends every message that is due, until none is. Each is claimed, sent and marked in one short transaction that holds
 * its row and skips those that others hold, so that however many workers run, a message leaves once; one that dies in
 * the middle gives its row back at once. Where the mail server can't be reached at all, the rest waits for it.
 */
export async function deliverMessages(signal?: AbortSignal): Promise<Delivery> {
  const transport = openTransport();
  const counts = { sent: 0, failed: 0 };
  let unreachable = false;
  const lane = async () => {
    while (!unreachable && signal?.aborted !== true) {
      const outcome = await deliverNext(transport);
      if (outcome === 'none') return;
      if (outcome === 'sent') counts.sent += 1;
      else counts.failed += 1;
      if (outcome === 'unreachable') unreachable = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    transport.close();
  }
  return { ...counts, nextAttemptAt: await findNextAttempt() };
}

function openTransport(): Transporter {
  const url = new URL(getEnvironment().SMTP_URL);
  // nodemailer takes its options from the address where it is given one. In milliseconds; what an operator set stays.
  const options = {
    pool: 'true',
    maxConnections: lanes,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  };
  for (const [name, value] of Object.entries(options)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return nodemailer.createTransport(url.toString());
}

type OutboxRow = {
  readonly id: string;
  readonly template: string;
  readonly language: string;
  readonly to_email: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly secrets: Readonly<Record<string, string>> | null;
  readonly attempts: number;
};

type Outcome = 'sent' | 'failed' | 'unreachable' | 'none';

async function deliverNext(transport: Transporter): Promise<Outcome> {
  const client = await getPool().connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<OutboxRow>(`
      SELECT id, template, language::text, to_email, params, secrets, attempts FROM outbox
       WHERE sent_at IS NULL AND failed_at IS NULL AND next_attempt_at <= now()
       ORDER BY next_attempt_at, id LIMIT 1
         FOR UPDATE SKIP LOCKED`);
    const row = rows[0];
    const outcome = row ? await attempt(client, transport, row) : 'none';
    await client.query('COMMIT');
    return outcome;
  } catch (error) {
    // Ending the connection rolls back, whatever state it is in.
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function attempt(client: pg.PoolClient, transport: Transporter, row: OutboxRow): Promise<Outcome> {
  try {
    await send(transport, row);
  } catch (error) {
    await markFailed(client, row, error);
    return isUnreachable(error) ? 'unreachable' : 'failed';
  }
  await client.query(
    `UPDATE outbox SET sent_at = clock_timestamp(), secrets = NULL, attempts = attempts + 1, last_error = NULL WHERE id = $1`,
    [row.id],
  );
  return 'sent';
}

async function send(transport: Transporter, row: OutboxRow): Promise<void> {
  if (!isLocale(row.language)) throw new Error(`No such language: ${row.language}`);
  const message = await renderMessage({
    template: row.template,
    language: row.language,
    values: { ...row.params, ...row.secrets },
  });
  const { MAIL_FROM, NEXTAUTH_URL } = getEnvironment();
  await transport.sendMail({
    ...message,
    from: MAIL_FROM,
    to: { name: '', address: row.to_email },
    // The same on each attempt: a server that did take an earlier one can tell.
    messageId: `<outbox-${row.id}@${new URL(NEXTAUTH_URL).hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': row.language,
    },
  });
}

async function markFailed(client: pg.PoolClient, row: OutboxRow, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  const givenUp = attempts >= mostAttempts;
  const reason = error instanceof Error ? error.message : String(error);
  await client.query(
    `UPDATE outbox
        SET attempts = $2, last_error = left($3, 500), next_attempt_at = clock_timestamp() + $4 * interval '1 second',
            failed_at = CASE WHEN $5 THEN clock_timestamp() END, secrets = CASE WHEN $5 THEN NULL ELSE secrets END
      WHERE id = $1`,
    [row.id, attempts, reason, secondsUntilRetry(attempts), givenUp],
  );
  // The reason may name the person's address; it stands in the row, not in the log.
  const context = { outboxId: row.id, template: row.template, attempts, code: codeOf(error) };
  if (givenUp) log.error(context, 'message given up');
  else log.warn(context, 'message not sent, will be tried again');
}

/** The server as a whole, not this message: the others would fare no better now. */
function isUnreachable(error: unknown): boolean {
  return [
    'ECONNECTION',
    'ECONNREFUSED',
    'ECONNRESET',
    'ESOCKET',
    'ETIMEDOUT',
    'EDNS',
    'EAUTH',
    'ETLS',
    'EPROTOCOL',
  ].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

async function findNextAttempt(): Promise<Date | undefined> {
  const { rows } = await getPool().query<{ at: Date | null }>(
    `SELECT min(next_attempt_at) AS at FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL`,
  );
  return rows[0]?.at ?? undefined;
}
