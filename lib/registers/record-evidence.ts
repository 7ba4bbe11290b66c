import { endInvitations } from '#lib/auth/end-invitations.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';

export type EvidenceOfPractice = {
  readonly providerId: string;
  readonly professionCode: string;
  /** As the person states it; used only where no register has the practice. */
  readonly registeredNumber: string;
  /** True where the evidence shows the right to practise; left as it is otherwise. */
  readonly registered: boolean;
  /** The share of a half-open period that the evidence shows, 0 to 1. */
  readonly activity?: { readonly from: string; readonly until: string; readonly share: number } | undefined;
  /** Where it comes from, such as `claim:M-7F3K-92QD`. */
  readonly source: string;
};

/**
 * Writes what evidence shows of a practice beside what the registers say, in the caller's transaction, so that the next
 * list decides by it too. What a register said before stays in the decisions that looked at it.
 */
export async function recordEvidence(tx: Statements, evidence: EvidenceOfPractice): Promise<void> {
  const { providerId, professionCode, registered } = evidence;
  await tx.$executeRaw`
    INSERT INTO practice (provider_id, profession_code, registered_number, registered)
    VALUES (${providerId}::uuid, ${professionCode}, ${evidence.registeredNumber}, ${registered ? true : null}::boolean)
    ON CONFLICT (provider_id, profession_code)
    DO UPDATE SET registered = CASE WHEN ${registered} THEN true ELSE practice.registered END`;
  if (!evidence.activity) return;
  const { from, until, share } = evidence.activity;
  await tx.$executeRaw`
    INSERT INTO practice_activity (practice_id, valid_from, valid_until, ambulatory_share, source)
    SELECT id, ${from}::date, ${until}::date, ${share}::numeric, ${evidence.source}
      FROM practice WHERE provider_id = ${providerId}::uuid AND profession_code = ${professionCode}
    ON CONFLICT (practice_id, valid_from) DO UPDATE
       SET valid_until = excluded.valid_until, ambulatory_share = excluded.ambulatory_share, source = excluded.source`;
}

/**
 * Puts on file how a person is reached, once someone has verified who they are. What they did not give stays. With
 * another address the personal links sent to the former one end.
 */
export async function recordVerifiedContact(
  tx: Statements,
  contact: {
    readonly providerId: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: Language;
  },
): Promise<void> {
  const readdressed = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM provider
     WHERE id = ${contact.providerId}::uuid AND email IS DISTINCT FROM coalesce(${contact.email}, email)`;
  await endInvitations(
    tx,
    readdressed.map(({ id }) => id),
  );
  await tx.$executeRaw`
    UPDATE provider
       SET email = coalesce(${contact.email}, email), phone = coalesce(${contact.phone}, phone),
           language = ${contact.language}::"Language", updated_at = clock_timestamp()
     WHERE id = ${contact.providerId}::uuid`;
}
