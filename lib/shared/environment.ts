import * as z from 'zod';

/*
 * What the server needs from outside, checked once when it starts; the build needs none of it. Names follow what the
 * libraries read themselves (`NEXTAUTH_…`); the portal's own begin with `PORTAL_`.
 */

const address = (protocols: readonly string[], example: string) =>
  z.string({ error: 'is missing' }).refine((text) => protocols.includes(protocolOf(text)), {
    error: `is not an address such as ${example}`,
  });

const secret = z.string({ error: 'is missing' }).min(32, { error: 'is shorter than 32 characters' });

const count = (lowest: number, highest: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int({ error: 'is not a whole number' })
    .min(lowest, { error: `is less than ${lowest}` })
    .max(highest, { error: `is more than ${highest}` });

const variables = z.object({
  /** The database as the application role, which owns nothing. */
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://portal_app:PASSWORD@host:5432/portal'),
  /** Connections of one process, to which it adds two. Processes times these stay under `max_connections`. */
  DATABASE_POOL: count(2, 200).default(16),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtps://user:PASSWORD@mail.example:465'),
  /** Sender of all messages, with or without a name; left out, `no-reply` at the portal's own host. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: 'is not an address such as no-reply@example.org',
    })
    .optional(),
  /** Where people reach the portal; links in messages begin with it. */
  NEXTAUTH_URL: address(['http:', 'https:'], 'https://portal.example.org'),
  /** Signs sign-in tokens and cookies. At least 32 characters; changing it ends all sessions under way. */
  NEXTAUTH_SECRET: secret,
  /**
   * Key of the hashes of national numbers. At least 32 characters; must never change while the data lives. Left out, it
   * is made from NEXTAUTH_SECRET, which then must not change either.
   */
  PORTAL_HASH_KEY: secret.optional(),
  /** Server processes that share the port. */
  PORTAL_PROCESSES: count(1, 64).default(1),
  /** `1` only in a demonstration: its people, its clock, its mail inbox. */
  PORTAL_DEMONSTRATION: z.enum(['0', '1'], { error: 'is neither 0 nor 1' }).default('0'),
  /** The demonstration's inbox, where people can open what the portal sends. */
  PORTAL_INBOX_URL: address(['http:', 'https:'], 'http://127.0.0.1:8025').optional(),
  /** `off` in processes that only serve pages, where others work on the jobs. */
  PORTAL_JOBS: z.enum(['on', 'off'], { error: 'is neither on nor off' }).default('on'),
  /** `1` where exactly one proxy stands before the portal and appends the client's address to X-Forwarded-For. */
  PORTAL_TRUST_PROXY: z.enum(['0', '1'], { error: 'is neither 0 nor 1' }).default('0'),
  PORT: count(1, 65_535).default(3000),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { error: 'is not a level such as info' })
    .default('info'),
});

const schema = variables.transform((given) => ({
  ...given,
  MAIL_FROM: given.MAIL_FROM ?? `no-reply@${new URL(given.NEXTAUTH_URL).hostname}`,
}));

export type Environment = z.infer<typeof schema>;

export type EnvironmentCheck =
  | { readonly ok: true; readonly environment: Environment }
  /** One line for each variable that is missing or malformed; never the value, which may be a secret. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks all variables at once, so that one look shows everything that is wrong. An empty one counts as missing. */
export function checkEnvironment(given: Readonly<Record<string, string | undefined>>): EnvironmentCheck {
  const filled = Object.entries(given).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = schema.safeParse(Object.fromEntries(filled));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
    return { ok: false, problems: [...new Set(lines)] };
  }
  return { ok: true, environment: parsed.data };
}

let known: Environment | undefined;

/** This process's environment, checked at first use. @throws with all problems where the server should not have started. */
export function getEnvironment(): Environment {
  if (known) return known;
  const check = checkEnvironment(process.env);
  if (!check.ok) throw new Error(`The environment is incomplete:\n${check.problems.join('\n')}`);
  known = check.environment;
  return known;
}

function protocolOf(text: string): string {
  try {
    return new URL(text).protocol;
  } catch {
    return '';
  }
}
