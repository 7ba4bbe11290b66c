import { z } from 'zod';
import type { Day } from './days.ts';
import { type DatedValue, type Parameter, parameter, valueOn } from './parameters.ts';
import { type ProfessionCode, professionCodes } from './professions.ts';
import { deepFreeze, professionsOf, type RuleInstance, type RuleSet } from './rule-sets.ts';
import type { TaskforceDecision } from './sources.ts';

/** What the taskforce may change in a copy of a rule set; nothing else of it does. */
export const ruleSetChangesSchema = z.strictObject({
  addProfessions: z.array(z.enum(professionCodes)).readonly(),
  /** The ambulatory share to be exceeded, 0 to 1; null where it stays as it is. */
  threshold: z.number().min(0).lt(1).nullable(),
  /** Programmes whose served get nothing under this one. */
  excludeServedUnder: z.array(z.string().min(1)).readonly(),
});
export type RuleSetChanges = Readonly<z.infer<typeof ruleSetChangesSchema>>;

export const noChanges: RuleSetChanges = { addProfessions: [], threshold: null, excludeServedUnder: [] };

/**
 * A copy of a rule set as a version of its own, with changes that hold from a day on: nobody is decided on by it for a
 * day before, and what held before stays written beside what holds now. Each changed value names the taskforce's
 * decision as its source. The given rule set is not touched.
 */
export function changeRuleSet(
  ruleSet: RuleSet,
  changes: RuleSetChanges,
  { version, from, source }: { readonly version: number; readonly from: Day; readonly source: TaskforceDecision },
): RuleSet {
  const day = from < ruleSet.validFrom ? ruleSet.validFrom : from;
  const [first, ...rest] = ruleSet.rules.map((rule) => changeRule(rule, changes, day, source));
  if (!first) throw new Error('A rule set has a rule');
  return deepFreeze({
    ...ruleSet,
    version,
    validFrom: day,
    rules: [first, ...rest, ...addedRules(ruleSet, changes, day, source)],
  });
}

/** Which of the changes would change anything: those that the rule set has by that day already are left out. */
export function effectiveChanges(ruleSet: RuleSet, changes: RuleSetChanges, asOf: Day): RuleSetChanges {
  const day = asOf < ruleSet.validFrom ? ruleSet.validFrom : asOf;
  const { professions, threshold, excluded } = changeable(ruleSet, day);
  return {
    addProfessions: professions === null ? [] : changes.addProfessions.filter((code) => !professions.includes(code)),
    threshold: threshold === null || changes.threshold === threshold ? null : changes.threshold,
    excludeServedUnder: changes.excludeServedUnder.filter((code) => !excluded.includes(code)),
  };
}

export function changesNothing({ addProfessions, threshold, excludeServedUnder }: RuleSetChanges): boolean {
  return addProfessions.length === 0 && threshold === null && excludeServedUnder.length === 0;
}

/** What changes start from: the values of a day. Null where the rule set has no such rule, so that it can't be changed. */
export function changeable(
  ruleSet: RuleSet,
  asOf: Day,
): {
  readonly professions: readonly ProfessionCode[] | null;
  readonly threshold: number | null;
  readonly excluded: readonly string[];
} {
  const day = asOf < ruleSet.validFrom ? ruleSet.validFrom : asOf;
  let threshold: number | null = null;
  let excluded: readonly string[] = [];
  for (const { rule, parameters } of ruleSet.rules) {
    if (rule === 'mostly-ambulatory') threshold = valueOn(parameters.threshold, day).value;
    if (rule === 'not-already-served') excluded = valueOn(parameters.programmes, day).value;
  }
  return { professions: professionsOf(ruleSet, day), threshold, excluded };
}

function changeRule(
  instance: RuleInstance,
  { addProfessions, threshold, excludeServedUnder }: RuleSetChanges,
  day: Day,
  source: TaskforceDecision,
): RuleInstance {
  switch (instance.rule) {
    case 'profession-in-target-group': {
      if (addProfessions.length === 0) return instance;
      const { professions } = instance.parameters;
      const all: readonly string[] = [...valueOn(professions, day).value, ...addProfessions];
      const value = professionCodes.filter((code) => all.includes(code));
      return { ...instance, parameters: { professions: changed(professions, day, value, source) } };
    }
    case 'mostly-ambulatory': {
      if (threshold === null) return instance;
      const { parameters } = instance;
      return {
        ...instance,
        parameters: { ...parameters, threshold: changed(parameters.threshold, day, threshold, source) },
      };
    }
    case 'not-already-served': {
      if (excludeServedUnder.length === 0) return instance;
      const { programmes } = instance.parameters;
      const value = [...new Set([...valueOn(programmes, day).value, ...excludeServedUnder])];
      return { ...instance, parameters: { programmes: changed(programmes, day, value, source) } };
    }
    default:
      return instance;
  }
}

function addedRules(
  { rules }: RuleSet,
  { excludeServedUnder }: RuleSetChanges,
  day: Day,
  source: TaskforceDecision,
): readonly RuleInstance[] {
  if (excludeServedUnder.length === 0 || rules.some(({ rule }) => rule === 'not-already-served')) return [];
  const programmes = parameter('programmes-that-exclude', day, excludeServedUnder, source);
  return [{ rule: 'not-already-served', parameters: { programmes }, source }];
}

/** What held before the day ends with it; what would have held later gives way. */
function changed<T>(before: Parameter<T>, day: Day, value: T, source: TaskforceDecision): Parameter<T> {
  const kept = before.values
    .filter(({ validFrom }) => validFrom < day)
    .map((dated): DatedValue<T> => {
      return dated.validUntil === null || dated.validUntil > day ? { ...dated, validUntil: day } : dated;
    });
  return { code: before.code, values: [...kept, { validFrom: day, validUntil: null, value, source }] };
}
