import type { Statements } from '#lib/db/statements.ts';

/** What can be corrected: facts as the rules name them, and how a person is reached, which no rule asks about. */
export const correctableFacts = [
  'profession',
  'registered',
  'ambulatoryShares',
  'domicileProvince',
  'groupingMember',
  'servedUnder',
  'contact',
] as const;
export type CorrectableFact = (typeof correctableFacts)[number];

/** Facts that belong to the person, whatever they practise. */
const ofThePerson: readonly CorrectableFact[] = ['domicileProvince', 'groupingMember', 'servedUnder', 'contact'];

export type Correction = {
  readonly providerId: string;
  /** Of which practice; not looked at for facts of the person. */
  readonly professionCode?: string | undefined;
  readonly facts: readonly CorrectableFact[];
  /** The claim that showed it. */
  readonly claimId?: string | undefined;
  /** Null where the person did it. */
  readonly correctedById: string | null;
  /** An ISO instant of business time; now where left out. */
  readonly at?: string;
};

/**
 * Writes which facts were corrected, in the caller's transaction: no later file takes them back, only the withdrawal of
 * the claim's amendment (`takeBackEvidence`). The caller writes what they are now, and has held off linking before.
 */
export async function recordCorrection(tx: Statements, correction: Correction): Promise<void> {
  const { providerId, professionCode, facts, claimId, correctedById, at } = correction;
  const rows = facts.map((fact) => ({
    fact,
    profession: ofThePerson.includes(fact) ? null : (professionCode ?? null),
  }));
  await tx.$executeRaw`
    INSERT INTO fact_correction (provider_id, profession_code, fact, claim_id, corrected_by_id, corrected_at)
    SELECT ${providerId}::uuid, profession, fact, ${claimId ?? null}::uuid, ${correctedById}::uuid,
           coalesce(${at ?? null}::timestamptz, business_now())
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS corrected (fact text, profession text)`;
}
