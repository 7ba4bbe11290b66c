import type { Statements } from '#lib/db/statements.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import { type Decision, decisionSchema } from '#lib/rules/reasons.ts';
import { findFactsOfProvider } from './facts-of-provider.ts';
import { loadPublicSituation } from './public-situation.ts';

/** Why the rules say what they say of one person in one profession; no profession where no register names any. */
export type PracticeDecision = { readonly professionCode: string | null; readonly decision: Decision };

/** What a person may know of why they are on a list or not: which registers know them, never what those say. */
export type Why = {
  /** Codes of the registers whose files in force know the person, as of the last linking. */
  readonly registers: readonly string[];
  readonly programmes: readonly { readonly programmeCode: string; readonly practices: readonly PracticeDecision[] }[];
};

/**
 * Why one provider is or is not eligible under each programme that is or was open, in each profession: as the latest
 * decision on the whole registers has it, and where there is none, decided now. Nothing is kept.
 */
export async function explainProvider(tx: Statements, providerId: string): Promise<Why> {
  const [situation, [person], practices, kept] = await Promise.all([
    loadPublicSituation(),
    tx.$queryRaw<{ registers: string[]; province_code: string }[]>`
      SELECT registers, province_code FROM provider WHERE id = ${providerId}::uuid`,
    tx.$queryRaw<{ profession_code: string }[]>`
      SELECT profession_code FROM practice JOIN profession ON code = profession_code
       WHERE provider_id = ${providerId}::uuid ORDER BY position`,
    findKept(tx, providerId),
  ]);
  const { today } = situation;
  const programmes = situation.programmes.filter(({ status }) => status !== 'announced');
  const made: Why['programmes'][number][] = [];
  for (const { code, ruleSet } of programmes) {
    const decisions: PracticeDecision[] = [];
    for (const { profession_code: professionCode } of practices) {
      const known = kept.get(`${code} ${professionCode}`);
      const facts = known ? undefined : await findFactsOfProvider(tx, { providerId, professionCode, asOf: today });
      if (known) decisions.push({ professionCode, decision: known });
      else if (facts) decisions.push({ professionCode, decision: decide(facts, ruleSet, today) });
    }
    if (decisions.length === 0) {
      const facts: Facts = { domicileProvince: person?.province_code ?? null };
      decisions.push({ professionCode: null, decision: decide(facts, ruleSet, today) });
    }
    made.push({ programmeCode: code, practices: decisions });
  }
  return { registers: person?.registers ?? [], programmes: made };
}

/** The latest decisions of runs over all providers, by programme and profession. */
async function findKept(tx: Statements, providerId: string): Promise<ReadonlyMap<string, Decision>> {
  const rows = await tx.$queryRaw<{ programme_code: string; profession_code: string; decision: unknown }[]>`
    SELECT DISTINCT ON (programme_code, profession_code) programme_code, profession_code,
           json_build_object('outcome', replace(lower(outcome::text), '_', '-'), 'reasons', reasons, 'missing', missing,
             'asOf', as_of, 'ruleSet', json_build_object('code', rule_set_code, 'version', rule_set_version)) AS decision
      FROM decision
     WHERE provider_id = ${providerId}::uuid AND run_id IS NOT NULL
     ORDER BY programme_code, profession_code, decided_at DESC`;
  return new Map(
    rows.map(({ programme_code, profession_code, decision }) => [
      `${programme_code} ${profession_code}`,
      decisionSchema.parse(decision),
    ]),
  );
}
