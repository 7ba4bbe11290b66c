import { getPool } from '#lib/db/client.ts';

/** So many attempts within a window that begins with the first of them. */
export type RateLimit = {
  /** Begins the key of its counters, e.g. `check` in `check:203.0.113.7`. */
  readonly name: string;
  readonly attempts: number;
  readonly windowSeconds: number;
};

/** Every limit of the portal. Behind one address there may be a whole practice or hospital, so those are wide. */
export const rateLimits = {
  check: { name: 'check', attempts: 30, windowSeconds: 60 },
  signInByClient: { name: 'sign-in-client', attempts: 30, windowSeconds: 600 },
  signInByAddress: { name: 'sign-in-address', attempts: 5, windowSeconds: 900 },
  // A claim takes a few posts: files, mistakes, answers.
  claimByClient: { name: 'claim-client', attempts: 60, windowSeconds: 3600 },
  reasonsByClient: { name: 'reasons-client', attempts: 10, windowSeconds: 3600 },
} as const satisfies Record<string, RateLimit>;

/** No counter outlives this: what is older is purged. */
export const longestWindowSeconds = Math.max(...Object.values(rateLimits).map(({ windowSeconds }) => windowSeconds));

export type Attempt = { readonly allowed: boolean; readonly retryAfterSeconds: number };

/** What the counting statement returns; `retry_after` counts whole seconds until the window ends. */
export type AttemptRow = { readonly hits: number; readonly retry_after: number };

/** The key of a counter. `subject` is a client's address, or a keyed hash of what may not be read from the table. */
export function rateLimitKey(limit: RateLimit, subject: string): string {
  return `${limit.name}:${subject}`;
}

/**
 * The one statement that counts an attempt and tells how many the window has; for the hot look-ups that put it before
 * their own (`WITH attempt AS (…) SELECT … FROM attempt …`), so that limit and look-up are one round trip. Its arguments
 * are the key (text), the window in seconds (int) and the attempts allowed (int), given as placeholders or literals. The
 * count stops at one over the limit, so that a flood neither overflows it nor moves its window.
 */
export function countAttemptSql(key: string, windowSeconds: string, attempts: string): string {
  const open = `rate_limit.window_start > statement_timestamp() - ${windowSeconds} * interval '1 second'`;
  return `
    INSERT INTO rate_limit (key, window_start, hits) VALUES (${key}, statement_timestamp(), 1)
    ON CONFLICT (key) DO UPDATE SET
      hits = CASE WHEN ${open} THEN least(rate_limit.hits, ${attempts}) + 1 ELSE 1 END,
      window_start = CASE WHEN ${open} THEN rate_limit.window_start ELSE excluded.window_start END
    RETURNING hits, greatest(1, ceil(extract(epoch FROM
      rate_limit.window_start + ${windowSeconds} * interval '1 second' - statement_timestamp())))::int AS retry_after`;
}

/** Whether an attempt that was counted may go on. */
export function judgeAttempt(limit: RateLimit, row: AttemptRow): Attempt {
  const allowed = row.hits <= limit.attempts;
  return { allowed, retryAfterSeconds: allowed ? 0 : row.retry_after };
}

const statement = { name: 'count-attempt', text: countAttemptSql('$1::text', '$2::int', '$3::int') };

/** Counts one attempt and says whether it may go on, in one statement that no two attempts can both slip through. */
export async function countAttempt(limit: RateLimit, subject: string): Promise<Attempt> {
  const { rows } = await getPool().query<AttemptRow>({
    ...statement,
    values: [rateLimitKey(limit, subject), limit.windowSeconds, limit.attempts],
  });
  const row = rows[0];
  if (!row) throw new Error('The statement that counts attempts returned no row');
  return judgeAttempt(limit, row);
}

/** Removes counters whose window is over, and with them the addresses they were kept under. */
export async function purgeRateLimits(): Promise<number> {
  const { rowCount } = await getPool().query(
    `DELETE FROM rate_limit WHERE window_start < now() - $1 * interval '1 second'`,
    [longestWindowSeconds],
  );
  return rowCount ?? 0;
}
