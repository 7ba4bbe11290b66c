import type { Statements } from '#lib/db/statements.ts';
import type { ClaimWindow } from '#lib/programmes/claim-window.ts';
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

/** What a person may know of one programme: whether they are on its lists, why, and what they have done and can do. */
export type ProgrammeWhy = {
  readonly programmeCode: string;
  /** Whether a list in force names the person. */
  readonly listed: boolean;
  /** The latest report that one is missing; none where it was accepted and the person is on no list again. */
  readonly claim: { readonly reference: string; readonly status: string } | null;
  /** Until when one can report it. */
  readonly window: ClaimWindow;
  readonly practices: readonly PracticeDecision[];
};

/** What a person may know of why they are on a list or not: which registers know them, never what those say. */
export type Why = {
  /** Codes of the registers whose files in force know the person, as of the last linking. */
  readonly registers: readonly string[];
  readonly programmes: readonly ProgrammeWhy[];
};

/**
 * Why one provider is or is not eligible under each programme that is or was open, in each profession, by what is known
 * now: that is what the next list is made from, whatever the last one said. Nothing is kept.
 */
export async function explainProvider(tx: Statements, providerId: string): Promise<Why> {
  const [situation, [person], practices, standings] = await Promise.all([
    loadPublicSituation(),
    tx.$queryRaw<{ registers: string[]; province_code: string }[]>`
      SELECT registers, province_code FROM provider WHERE id = ${providerId}::uuid`,
    tx.$queryRaw<{ profession_code: string }[]>`
      SELECT profession_code FROM practice JOIN profession ON code = profession_code
       WHERE provider_id = ${providerId}::uuid ORDER BY position`,
    tx.$queryRaw<{ programme_code: string; listed: boolean; claim: ProgrammeWhy['claim'] }[]>`
      SELECT p.code AS programme_code,
             EXISTS (SELECT FROM list_entry e JOIN published_list l ON l.id = e.list_id
                      WHERE e.provider_id = ${providerId}::uuid AND l.programme_code = p.code
                        AND l.published_at IS NOT NULL AND l.ended_at IS NULL) AS listed,
             (SELECT json_build_object('reference', m.reference, 'status', m.status) FROM claim m
               WHERE m.provider_id = ${providerId}::uuid AND m.programme_code = p.code AND m.status <> 'WITHDRAWN'
               ORDER BY m.received_at DESC LIMIT 1) AS claim
        FROM programme p`,
  ]);
  const { today } = situation;
  const programmes = situation.programmes.filter(({ status }) => status !== 'announced');
  const made: ProgrammeWhy[] = [];
  for (const { code, ruleSet, window } of programmes) {
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
    const standing = standings.find(({ programme_code }) => programme_code === code);
    const { listed = false, claim: latest = null } = standing ?? {};
    // What was accepted once does not answer for somebody who is missing again.
    const claim = latest?.status === 'ACCEPTED' && !listed ? null : latest;
    made.push({ programmeCode: code, listed, claim, window, practices: decisions });
  }
  return { registers: person?.registers ?? [], programmes: made };
}
