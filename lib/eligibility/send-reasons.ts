import * as z from 'zod';
import { recordAudit } from '#lib/audit/record.ts';
import { person } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { type Outcome, outcomes, reasonSchema } from '#lib/rules/reasons.ts';
import { reasonInWords } from '#lib/rules/words.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { CheckInput } from './schema.ts';

/**
 * Sends the reasons of the latest decisions on a provider to the address on file, in their language, once a day at most.
 * Whoever asks is never told whether there was anybody: the outcome is for the log and the tests.
 */
export async function requestReasons(
  input: CheckInput,
  clientAddress: string,
): Promise<Result<'sent' | 'nobody', 'too-many-attempts'>> {
  const attempt = await countAttempt(rateLimits.reasonsByClient, clientAddress);
  if (!attempt.allowed) return refused('too-many-attempts', { retryAfterSeconds: attempt.retryAfterSeconds });
  const provider = await findAddressee(input);
  if (!provider) return done('nobody');
  const decisions = await loadLatestDecisions(provider.id);
  if (decisions.length === 0) return done('nobody');
  const reasons = await decisionsInWords(decisions, provider.language);
  const today = await businessToday();
  return inTransaction(async (tx) => {
    await writeMessage(tx, {
      template: 'reasons',
      language: provider.language,
      toEmail: provider.email,
      // Personal, so emptied once it is sent.
      secrets: { reasons },
      dedupKey: `reasons:${provider.id}:${today}`,
    });
    await recordAudit(tx, person, { action: 'reasons.send', subject: { type: 'provider', id: provider.id } });
    return done('sent' as const);
  });
}

type Addressee = { readonly id: string; readonly email: string; readonly language: Language };

async function findAddressee({ number, postcode }: CheckInput): Promise<Addressee | undefined> {
  const { rows } = await getPool().query<Addressee>({
    name: 'reasons-addressee',
    text: `
      SELECT provider.id, provider.email, provider.language
        FROM provider_identifier identifier
        JOIN provider ON provider.id = identifier.provider_id
       WHERE identifier.scheme = $1 AND identifier.value = $2 AND provider.postcode = $3 AND provider.email IS NOT NULL`,
    values: [number.scheme, number.value, postcode],
  });
  return rows[0];
}

const decisionsSchema = z.array(
  z.object({
    programme: z.string(),
    outcome: z
      .string()
      .transform((stored) => stored.toLowerCase().replace('_', '-'))
      .pipe(z.enum(outcomes)),
    reasons: z.array(reasonSchema),
  }),
);
type KeptDecision = z.infer<typeof decisionsSchema>[number];

async function loadLatestDecisions(providerId: string): Promise<readonly KeptDecision[]> {
  const { rows } = await getPool().query({
    name: 'reasons-decisions',
    text: `
      SELECT DISTINCT ON (programme.position) programme.code AS programme, decision.outcome, decision.reasons
        FROM decision JOIN programme ON programme.code = decision.programme_code
       WHERE decision.provider_id = $1
       ORDER BY programme.position, decision.decided_at DESC`,
    values: [providerId],
  });
  return decisionsSchema.parse(rows);
}

/** One paragraph a programme: its name, the outcome, and each reason with whether it is met. */
async function decisionsInWords(decisions: readonly KeptDecision[], language: Language): Promise<string> {
  const say = await loadWords(language);
  const outcomeWords = (outcome: Outcome) => say(`rules.outcomes.${outcome}`);
  return decisions
    .map(({ programme, outcome, reasons }) =>
      [
        say('mail.reasons.programme', {
          programme: say(`rules.programmes.${programme}`),
          outcome: outcomeWords(outcome),
        }),
        ...reasons.map((reason) =>
          say('mail.reasons.reason', {
            status: say(`rules.statuses.${reason.status}`),
            reason: reasonInWords(reason, say, language),
          }),
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
