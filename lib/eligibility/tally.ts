import type { Day } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import type { Decision, MissingName, Outcome, Reason } from '#lib/rules/reasons.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';

/*
 * What a decision on everyone comes to, counted. Pure, and the same for a run that is kept as for a trial of other rules:
 * two tallies of the same people differ only by the rules.
 */

/** One practice of a person: what the rules look at, and whether the list in force of its profession has the person. */
export type PracticeOfGroup = { readonly facts: Facts; readonly listed: boolean };

/** So many persons of whom the very same is known. */
export type PersonGroup = { readonly practices: readonly PracticeOfGroup[]; readonly persons: number };

export type FailedRule = Reason['rule'];

/** So many practices of one profession and province, decided alike. */
export type TallyCell = {
  readonly professionCode: string;
  readonly provinceCode: string;
  readonly outcome: Outcome;
  /** The rules that are not met; none unless it is not eligible. */
  readonly failed: readonly FailedRule[];
  /** What is wanting; none unless it is undetermined. */
  readonly missing: readonly MissingName[];
  readonly listed: boolean;
  readonly practices: number;
};

/** Parcels that a province needs: one for each person who is eligible, in whatever profession, and has none yet. */
export type ProvinceNeed = { readonly provinceCode: string; readonly parcels: number };

export type Tally = { readonly cells: readonly TallyCell[]; readonly needs: readonly ProvinceNeed[] };

/** Decides each distinct set of facts once, however often it is asked. */
export type Decider = { readonly decide: (facts: Facts) => Decision; readonly decided: () => readonly Decided[] };
export type Decided = { readonly facts: Facts; readonly decision: Decision };

export function decider(ruleSet: RuleSet, asOf: Day): Decider {
  const known = new Map<string, Decided>();
  return {
    decide: (facts) => {
      const key = JSON.stringify(facts);
      let found = known.get(key);
      if (!found) {
        found = { facts, decision: decide(facts, ruleSet, asOf) };
        known.set(key, found);
      }
      return found.decision;
    },
    decided: () => [...known.values()],
  };
}

/** Counts what a decision on everyone comes to. The cells add up to the number of practices. */
export function tallyDecisions(
  groups: Iterable<PersonGroup>,
  { decide: decideOn }: Pick<Decider, 'decide'>,
  programmeCode: string,
): Tally {
  const cells = new Map<string, { readonly cell: Omit<TallyCell, 'practices'>; practices: number }>();
  const needs = new Map<string, number>();
  for (const { practices, persons } of groups) {
    let needing: string | undefined;
    for (const { facts, listed } of practices) {
      const { outcome, reasons, missing } = decideOn(facts);
      const cell = {
        professionCode: facts.profession ?? unknown,
        provinceCode: facts.domicileProvince ?? unknown,
        outcome,
        failed: outcome === 'not-eligible' ? failedRules(reasons) : [],
        missing: outcome === 'undetermined' ? missing : [],
        listed,
      };
      const key = JSON.stringify(cell);
      const counted = cells.get(key);
      if (counted) counted.practices += persons;
      else cells.set(key, { cell, practices: persons });
      if (outcome === 'eligible' && !(facts.servedUnder ?? []).includes(programmeCode)) needing = cell.provinceCode;
    }
    if (needing !== undefined) needs.set(needing, (needs.get(needing) ?? 0) + persons);
  }
  return {
    // In an order of their own, whatever that of the groups.
    cells: [...cells].toSorted(byKey).map(([, { cell, practices }]) => ({ ...cell, practices })),
    needs: [...needs].toSorted(byKey).map(([provinceCode, parcels]) => ({ provinceCode, parcels })),
  };
}

const unknown = 'unknown';

export function failedRules(reasons: readonly Reason[]): readonly FailedRule[] {
  return reasons.filter(({ status }) => status === 'failed').map(({ rule }) => rule);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
