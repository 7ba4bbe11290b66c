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
import { portalUrl } from '#lib/shared/portal-url.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { ChangedSince } from './decide-present.ts';
import { loadPublicSituation } from './public-situation.ts';
import type { CheckInput } from './schema.ts';
import { explainProvider, type PracticeDecision, type ProgrammeWhy, type Why } from './why.ts';

/**
 * Sends a provider why they are on a list or not to the address on file, in their language, once a day: which registers
 * know them, every reason, what would settle those that are not met, and what can be done until when.
 * Whoever asks is never told whether there was anybody: the outcome is for the log and the tests.
 */
export async function requestReasons(
  input: CheckInput,
  clientAddress: string,
): Promise<Result<'sent' | 'sent-before' | 'nobody', 'too-many-attempts'>> {
  const attempt = await countAttempt(rateLimits.reasonsByClient, clientAddress);
  if (!attempt.allowed) return refused('too-many-attempts', { retryAfterSeconds: attempt.retryAfterSeconds });
  const provider = await findAddressee(input);
  if (!provider) return done('nobody');
  const { today } = await loadPublicSituation();
  return inTransaction<'sent' | 'sent-before', never>(async (tx) => {
    const why = await explainProvider(tx, provider.id);
    const written = await writeMessage(tx, {
      template: 'reasons',
      language: provider.language,
      toEmail: provider.email,
      // Personal, so emptied once it is sent.
      secrets: { name: provider.name, reasons: await reasonsInWords(why, provider.language) },
      dedupKey: `reasons:${provider.id}:${today}`,
    });
    if (!written) return done('sent-before');
    await recordAudit(tx, person, { action: 'reasons.send', subject: { type: 'provider', id: provider.id } });
    return done('sent');
  });
}

/** Several people may share an address: the message says whose reasons it holds. */
type Addressee = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
};

async function findAddressee({ number, postcode }: CheckInput): Promise<Addressee | undefined> {
  const { rows } = await getPool().query<Addressee>({
    name: 'reasons-addressee',
    text: `
      SELECT provider.id, provider.given_name || ' ' || provider.family_name AS name, provider.email, provider.language
        FROM provider_identifier identifier
        JOIN provider ON provider.id = identifier.provider_id
       WHERE identifier.scheme = $1 AND identifier.value = $2 AND provider.postcode = $3 AND provider.email IS NOT NULL`,
    values: [number.scheme, number.value, postcode],
  });
  return rows[0];
}

/**
 * Which registers know the person, then of each programme what the page of whoever is missing says: whether they are on
 * its lists and what they can do, and a paragraph a profession.
 */
async function reasonsInWords({ registers, programmes }: Why, language: Language): Promise<string> {
  const say = await loadWords(language);
  const paragraphs = programmes.flatMap((programme) => [
    standingInWords(programme, say, language),
    ...programme.practices.map((practice) => practiceInWords(practice, programme, say, language)),
  ]);
  return [registersInWords(registers, say, language), ...paragraphs].join('\n\n');
}

function standingInWords(programme: ProgrammeWhy, say: Words, language: Language): string {
  const { programmeCode, listed, practices } = programme;
  const standing = say('mail.reasons.standing', {
    programme: say(`rules.programmes.${programmeCode}`),
    listed: listed ? 'yes' : 'no',
  });
  if (listed) return standing;
  const missing = [...new Set(practices.flatMap(({ decision }) => decision.missing))];
  const facts = missing.map((fact) => say(`rules.missing.${fact}`));
  return [
    standing,
    ...(missing.length > 0 ? [say('provider.unlisted.missing', { facts: inList(facts, language) })] : []),
    ...nextInWords(programme, say, language),
  ].join('\n');
}

/** What was reported already, or until when it can be, and where. */
function nextInWords({ claim, window }: ProgrammeWhy, say: Words, language: Language): readonly string[] {
  if (claim) {
    const status = say(`claim.statuses.${claim.status}`);
    return [say('provider.unlisted.claim', { reference: claim.reference, status })];
  }
  switch (window.state) {
    case 'open':
      return [
        window.lastOn === null
          ? say('provider.unlisted.open')
          : say('provider.unlisted.until', { day: dayInWords(window.lastOn, language) }),
        `[${say('provider.unlisted.report')}](${portalUrl(`/${language}/claim`)})`,
      ];
    case 'closed':
      return [say('provider.unlisted.closed', { day: dayInWords(window.lastOn, language) })];
    case 'none':
      return [];
  }
}

/** The outcome, what changed since the lists were last decided on, each reason, and what would settle those not met. */
function practiceInWords(
  { professionCode, decision: { outcome, reasons }, since }: PracticeDecision,
  { listed }: ProgrammeWhy,
  say: Words,
  language: Language,
): string {
  return [
    ...(professionCode === null
      ? []
      : [say('mail.reasons.practice', { profession: say(`professions.${professionCode}.name`) })]),
    // Whoever meets every condition is entitled by a list alone.
    outcome === 'eligible' && !listed ? say('why.eligible') : say(`rules.outcomes.${outcome}`),
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
  ].join('\n');
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
