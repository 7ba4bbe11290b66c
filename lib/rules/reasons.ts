import { z } from 'zod';
import { factNames } from './facts.ts';
import { professionCodes } from './professions.ts';

/**
 * Everything a decision can give as a reason. Codes are stable: they are kept with each decision and translated
 * in the messages, `rules.reasons`. A reason carries what its sentence needs, so that it can still be explained
 * after a parameter has changed. Codes are added, never renamed or reused.
 */
export const ruleCodes = [
  'profession-in-target-group',
  'right-to-practise',
  'mostly-ambulatory',
  'domicile-in-province',
  'personal-distribution-decided',
  'not-already-served',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

const profession = z.enum(professionCodes);
const professions = z.array(profession).readonly();
const codes = z.array(z.string()).readonly();
const day = z.iso.date();
const share = z.number();

function reason<Code extends string, Rule extends string, Status extends string, Params extends z.ZodRawShape>(
  code: Code,
  rule: Rule,
  status: Status,
  params: Params,
) {
  return z.strictObject({
    code: z.literal(code),
    rule: z.literal(rule),
    status: z.literal(status),
    params: z.strictObject(params),
  });
}

const period = { threshold: share, from: day, lastDay: day };

export const reasonSchema = z.discriminatedUnion('code', [
  reason('profession-in-target-group', 'profession-in-target-group', 'met', { profession }),
  reason('profession-outside-target-group', 'profession-in-target-group', 'failed', { profession, professions }),
  reason('profession-unknown', 'profession-in-target-group', 'unknown', { professions }),
  reason('right-to-practise-held', 'right-to-practise', 'met', {}),
  reason('right-to-practise-not-held', 'right-to-practise', 'failed', {}),
  reason('right-to-practise-unknown', 'right-to-practise', 'unknown', {}),
  reason('ambulatory-share-above-threshold', 'mostly-ambulatory', 'met', { share, ...period }),
  reason('ambulatory-share-not-above-threshold', 'mostly-ambulatory', 'failed', { share, ...period }),
  reason('ambulatory-share-unknown', 'mostly-ambulatory', 'unknown', period),
  reason('domicile-in-province', 'domicile-in-province', 'met', { province: z.string() }),
  reason('domicile-outside-provinces', 'domicile-in-province', 'failed', {}),
  reason('domicile-unknown', 'domicile-in-province', 'unknown', {}),
  reason('personal-distribution-decided', 'personal-distribution-decided', 'met', {}),
  reason('personal-distribution-not-decided', 'personal-distribution-decided', 'unknown', {}),
  reason('not-already-served', 'not-already-served', 'met', { programmes: codes }),
  reason('already-served', 'not-already-served', 'failed', { programmes: codes }),
  reason('served-unknown', 'not-already-served', 'unknown', { programmes: codes }),
  reason('rule-set-not-yet-in-force', 'rule-set-in-force', 'unknown', { validFrom: day }),
]);

export type Reason = z.infer<typeof reasonSchema>;
export type ReasonCode = Reason['code'];
export type ReasonStatus = Reason['status'];

export const reasonCodes: readonly ReasonCode[] = reasonSchema.options.map((option) => option.shape.code.value);

/** What can be missing: a fact about the person, or something that nobody has decided yet. */
export const missingNames = [...factNames, 'personalDistributionDecision', 'rulesInForce'] as const;
export type MissingName = (typeof missingNames)[number];

/** What would settle an unknown reason; null for a reason that is met or failed. */
export function missingIn(reason: Reason): MissingName | null {
  switch (reason.code) {
    case 'profession-unknown':
      return 'profession';
    case 'right-to-practise-unknown':
      return 'registered';
    case 'ambulatory-share-unknown':
      return 'ambulatoryShares';
    case 'domicile-unknown':
      return 'domicileProvince';
    case 'served-unknown':
      return 'servedUnder';
    case 'personal-distribution-not-decided':
      return 'personalDistributionDecision';
    case 'rule-set-not-yet-in-force':
      return 'rulesInForce';
    default:
      return null;
  }
}

export const outcomes = ['eligible', 'not-eligible', 'undetermined'] as const;
export type Outcome = (typeof outcomes)[number];

/** A decision as it is kept: the outcome, all reasons for it, and the version of the rules that gave it. */
export const decisionSchema = z.strictObject({
  outcome: z.enum(outcomes),
  reasons: z.array(reasonSchema).nonempty().readonly(),
  missing: z.array(z.enum(missingNames)).readonly(),
  ruleSet: z.strictObject({ code: z.string(), version: z.int().positive() }),
  asOf: day,
});

export type Decision = Readonly<z.infer<typeof decisionSchema>>;
