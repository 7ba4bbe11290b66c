import type { Statements } from '#lib/db/statements.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import { type ChangedSince, decidePresent } from './decide-present.ts';
import { loadPublicSituation } from './public-situation.ts';

/** Why the rules say what they say of one person in one profession; no profession where no register names any. */
export type PracticeDecision = {
  readonly professionCode: string | null;
  readonly decision: Decision;
  /** What changed since the lists were last decided on; null where nothing did. */
  readonly since: ChangedSince | null;
};

/** What a person may know of why they are on a list or not: which registers know them, never what those say. */
export type Why = {
  /** Codes of the registers whose files in force know the person, as of the last linking. */
  readonly registers: readonly string[];
  readonly programmes: readonly { readonly programmeCode: string; readonly practices: readonly PracticeDecision[] }[];
};

/**
 * Why one provider is or is not eligible under each programme that is or was open, in each profession, by what is known
 * now: that is what the next list is made from, whatever the last one said. Nothing is kept.
 */
export async function explainProvider(tx: Statements, providerId: string): Promise<Why> {
  const [situation, [person], practices] = await Promise.all([
    loadPublicSituation(),
    tx.$queryRaw<{ registers: string[]; province_code: string }[]>`
      SELECT registers, province_code FROM provider WHERE id = ${providerId}::uuid`,
    tx.$queryRaw<{ profession_code: string }[]>`
      SELECT profession_code FROM practice JOIN profession ON code = profession_code
       WHERE provider_id = ${providerId}::uuid ORDER BY position`,
  ]);
  const { today } = situation;
  const programmes = situation.programmes.filter(({ status }) => status !== 'announced');
  const made: Why['programmes'][number][] = [];
  for (const { code, ruleSet } of programmes) {
    const decisions: PracticeDecision[] = [];
    for (const { profession_code: professionCode } of practices) {
      const wanted = { providerId, professionCode, programmeCode: code, ruleSet, asOf: today };
      const present = await decidePresent(tx, wanted);
      if (present) decisions.push({ professionCode, decision: present.decision, since: present.since });
    }
    if (decisions.length === 0) {
      const facts: Facts = { domicileProvince: person?.province_code ?? null };
      decisions.push({ professionCode: null, decision: decide(facts, ruleSet, today), since: null });
    }
    made.push({ programmeCode: code, practices: decisions });
  }
  return { registers: person?.registers ?? [], programmes: made };
}
