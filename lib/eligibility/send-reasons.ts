import { recordAudit } from '#lib/audit/record.ts';
import { person } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { loadWords, type Words } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { inList } from '#lib/i18n/regional.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import { dayInWords, reasonWithoutValues } from '#lib/rules/words.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { ChangedSince } from './decide-present.ts';
import { loadPublicSituation } from './public-situation.ts';
import type { CheckInput } from './schema.ts';
import { explainProvider, type Why } from './why.ts';

/**
 * Sends a provider why they are on a list or not to the address on file, in their language, once a day: which registers
 * know them, every reason, and what would settle those that are not met.
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
    const why = await explainProvider(tx, provider.id);
    await writeMessage(tx, {
      template: 'reasons',
      language: provider.language,
      toEmail: provider.email,
      // Personal, so emptied once it is sent.
      secrets: { reasons: await reasonsInWords(why, provider.language) },
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

/**
 * Which registers know the person, then a paragraph a programme and profession: the outcome, what changed since the lists
 * were last decided on, each reason with whether it is met, and what would settle those that are not.
 */
async function reasonsInWords({ registers, programmes }: Why, language: Language): Promise<string> {
  const say = await loadWords(language);
  const paragraphs = programmes.flatMap(({ programmeCode, practices }) =>
    practices.map(({ professionCode, decision: { outcome, reasons }, since }) =>
      [
        say('mail.reasons.programme', {
          programme: say(`rules.programmes.${programmeCode}`),
          profession: professionCode === null ? 'none' : say(`professions.${professionCode}.name`),
          outcome: say(`rules.outcomes.${outcome}`),
        }),
        ...(since ? [sinceInWords(since, say, language)] : []),
        ...reasons.map((reason) =>
          say('mail.reasons.reason', {
            status: say(`rules.statuses.${reason.status}`),
            reason: reasonWithoutValues(reason, say, language),
          }),
        ),
        ...reasons
          .filter(({ status }) => status !== 'met')
          .map(({ rule, status }) => say('mail.reasons.settle', { settle: say(`why.settle.${rule}`, { status }) })),
      ].join('\n'),
    ),
  );
  return [registersInWords(registers, say, language), ...paragraphs].join('\n\n');
}

function sinceInWords({ asOf, facts }: ChangedSince, say: Words, language: Language): string {
  const names = facts.map((name) => say(`rules.missing.${name}`));
  return say('why.since', { day: dayInWords(asOf, language), facts: inList(names, language) });
}

function registersInWords(registers: readonly string[], say: Words, language: Language): string {
  if (registers.length === 0) return say('why.registers.none');
  const names = registers.map((code) => findRegister(code)?.names[language] ?? code);
  return say('why.registers.known', { registers: inList(names, language) });
}
