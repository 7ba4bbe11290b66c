import { endInvitations } from '#lib/auth/end-invitations.ts';
import type { Statements } from '#lib/db/statements.ts';

/**
 * Takes back, in the caller's transaction, what was recorded when a claim was accepted: its corrections no longer count,
 * and the right to practise, the activity and the ways to reach the person that it brought are no longer known. The right
 * and the ways stay where another correction holds. What the registers say of all this and of the domicile comes with the
 * next linking, which the caller has held off before.
 */
export async function takeBackEvidence(
  tx: Statements,
  {
    claimId,
    providerId,
    source,
    email,
    phone,
  }: {
    readonly claimId: string;
    readonly providerId: string;
    readonly source: string;
    /** As the claim gave them. */
    readonly email: string | null;
    readonly phone: string | null;
  },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE fact_correction SET taken_back_at = business_now()
     WHERE claim_id = ${claimId}::uuid AND taken_back_at IS NULL`;
  await tx.$executeRaw`
    UPDATE practice p SET registered = NULL
      FROM fact_correction c
     WHERE c.claim_id = ${claimId}::uuid AND c.fact = 'registered'
       AND p.provider_id = c.provider_id AND p.profession_code = c.profession_code
       AND NOT EXISTS (SELECT FROM fact_correction k
                        WHERE k.provider_id = c.provider_id AND k.profession_code = c.profession_code
                          AND k.fact = 'registered' AND k.taken_back_at IS NULL)`;
  await tx.$executeRaw`
    DELETE FROM practice_activity a USING practice p
     WHERE p.provider_id = ${providerId}::uuid AND a.practice_id = p.id AND a.source = ${source}`;
  // Whoever reads the mail of an address on file signs in as its person.
  const unreached = await tx.$queryRaw<{ id: string }[]>`
    WITH claimed AS (
      SELECT p.id, p.email = ${email} AS addressed
        FROM fact_correction c JOIN provider p ON p.id = c.provider_id
       WHERE c.claim_id = ${claimId}::uuid AND c.fact = 'contact'
         AND NOT EXISTS (SELECT FROM fact_correction k
                          WHERE k.provider_id = c.provider_id AND k.fact = 'contact' AND k.taken_back_at IS NULL)
         FOR NO KEY UPDATE OF p),
    forgotten AS (
      UPDATE provider p
         SET email = nullif(email, ${email}), phone = nullif(phone, ${phone}), updated_at = clock_timestamp()
        FROM claimed WHERE p.id = claimed.id)
    SELECT id FROM claimed WHERE addressed`;
  await endInvitations(
    tx,
    unreached.map(({ id }) => id),
  );
}
