import { recordAudit } from '#lib/audit/record.ts';
import { person } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import type { Statements } from '#lib/db/statements.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import { reasonInWords } from '#lib/rules/words.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { findFactsOfProvider } from './facts-of-provider.ts';
import { loadPublicSituation } from './public-situation.ts';
import type { CheckInput } from './schema.ts';

/**
 * Sends a provider the reasons by which the rules decide today to the address on file, in their language, once a day.
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
  const { today } = await loadPublicSituation();
  return inTransaction<'sent' | 'nobody', 'too-many-attempts'>(async (tx) => {
    const decisions = await decideToday(tx, provider.id);
    if (decisions.length === 0) return done('nobody');
    await writeMessage(tx, {
      template: 'reasons',
      language: provider.language,
      toEmail: provider.email,
      // Personal, so emptied once it is sent.
      secrets: { reasons: await decisionsInWords(decisions, provider.language) },
      dedupKey: `reasons:${provider.id}:${today}`,
    });
    await recordAudit(tx, person, { action: 'reasons.send', subject: { type: 'provider', id: provider.id } });
    return done('sent');
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

type ProgrammeDecision = { readonly programme: string; readonly decision: Decision };

/** Decides each practice under each programme that is or was open, on what the registers say today. Nothing is kept. */
async function decideToday(tx: Statements, providerId: string): Promise<readonly ProgrammeDecision[]> {
  const { today, programmes } = await loadPublicSituation();
  const practices = await tx.$queryRaw<{ profession_code: string }[]>`
    SELECT profession_code FROM practice JOIN profession ON code = profession_code
     WHERE provider_id = ${providerId}::uuid ORDER BY position`;
  const made: ProgrammeDecision[] = [];
  for (const { profession_code: professionCode } of practices) {
    const facts = await findFactsOfProvider(tx, { providerId, professionCode, asOf: today });
    for (const { code, status, ruleSet } of programmes) {
      if (!facts || status === 'announced') continue;
      made.push({ programme: code, decision: decide(facts, ruleSet, today) });
    }
  }
  return made;
}

/** One paragraph a decision: the programme, the outcome, and each reason with whether it is met. */
async function decisionsInWords(decisions: readonly ProgrammeDecision[], language: Language): Promise<string> {
  const say = await loadWords(language);
  return decisions
    .map(({ programme, decision: { outcome, reasons } }) =>
      [
        say('mail.reasons.programme', {
          programme: say(`rules.programmes.${programme}`),
          outcome: say(`rules.outcomes.${outcome}`),
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
