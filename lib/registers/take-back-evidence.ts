import type { Statements } from '#lib/db/statements.ts';

/**
 * Takes back, in the caller's transaction, what was recorded when a claim was accepted: its corrections no longer count,
 * and what it showed of a practice is no longer known, unless another correction holds. What the registers say of it, of
 * the domicile and of how the person is reached comes with the next linking, which the caller has held off before.
 */
export async function takeBackEvidence(
  tx: Statements,
  { claimId, providerId, source }: { readonly claimId: string; readonly providerId: string; readonly source: string },
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
}
