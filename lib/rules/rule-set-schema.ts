import { z } from 'zod';
import { channelCodes } from './channels.ts';
import { itemCodes } from './items.ts';
import { parameterCodes } from './parameters.ts';
import { professionCodes } from './professions.ts';
import { deepFreeze, type RuleSet } from './rule-sets.ts';
import { documentCodes, noteCodes, sectionCodes } from './sources.ts';

/*
 * A rule set as it is stored with its version, read back strictly: what a later release of the code no longer knows how
 * to apply is refused as a whole, rather than decided by in part.
 */
const day = z.iso.date();

const citation = {
  document: z.enum(documentCodes),
  seed: z.string(),
  section: z.enum(sectionCodes),
  quote: z.string().min(1),
};
const source = z.union([
  z.strictObject({ ...citation, reading: z.literal(false) }),
  z.strictObject({ ...citation, reading: z.literal(true), note: z.enum(noteCodes) }),
  z.strictObject({ reading: z.literal(false), decidedOn: day, reason: z.string().min(1) }),
]);

function parameter<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    code: z.enum(parameterCodes),
    values: z
      .array(z.strictObject({ validFrom: day, validUntil: day.nullable(), value, source }))
      .min(1)
      .readonly(),
  });
}

const professions = parameter(z.array(z.enum(professionCodes)).readonly());
const quantity = parameter(z.int().nonnegative());
const codes = z.array(z.string()).readonly();

const rule = z.discriminatedUnion('rule', [
  z.strictObject({
    rule: z.literal('profession-in-target-group'),
    parameters: z.strictObject({ professions }),
    source,
  }),
  z.strictObject({ rule: z.literal('right-to-practise'), parameters: z.strictObject({}), source }),
  z.strictObject({
    rule: z.literal('mostly-ambulatory'),
    parameters: z.strictObject({
      period: parameter(z.strictObject({ from: day, until: day })),
      threshold: parameter(z.number().min(0).max(1)),
    }),
    source,
  }),
  z.strictObject({
    rule: z.literal('domicile-in-province'),
    parameters: z.strictObject({ provinces: parameter(codes) }),
    source,
  }),
  z.strictObject({
    rule: z.literal('personal-distribution-decided'),
    parameters: z.strictObject({ decided: parameter(z.boolean()) }),
    source,
  }),
  z.strictObject({
    rule: z.literal('not-already-served'),
    parameters: z.strictObject({ programmes: parameter(codes) }),
    source,
  }),
]);

const item = z.enum(itemCodes);

const ruleSetSchema = z.strictObject({
  code: z.string().min(1),
  version: z.int().positive(),
  status: z.enum(['in-force', 'announced']),
  validFrom: day,
  rules: z.tuple([rule], rule).readonly(),
  grant: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('kit'), lines: z.array(z.strictObject({ item, quantity })).readonly() }),
    z.strictObject({
      kind: z.literal('weekly-quota'),
      lines: z.array(z.strictObject({ item, quantity, professions })).readonly(),
    }),
    z.strictObject({ kind: z.literal('open'), items: z.array(item).readonly() }),
  ]),
  channels: z
    .array(
      z.strictObject({
        channel: z.enum(channelCodes),
        when: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('everyone') }),
          z.strictObject({
            kind: z.literal('grouping-members'),
            professions: z.array(z.enum(professionCodes)).readonly(),
          }),
        ]),
        source,
      }),
    )
    .min(1)
    .readonly(),
  claims: z.strictObject({ lastDay: parameter(day), zone: z.string() }).nullable(),
});

/** A stored definition as a rule set, frozen. Throws a ZodError for anything else. */
export function parseRuleSet(definition: unknown): RuleSet {
  return deepFreeze(ruleSetSchema.parse(definition));
}
