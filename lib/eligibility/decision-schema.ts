import { z } from 'zod';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { type RuleSetChanges, ruleSetChangesSchema } from '#lib/rules/change-rule-set.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import type { RunState } from '#lib/runs/run.ts';
import { searchDay, searchText } from '#lib/shared/search-schema.ts';

export const ways = ['in', 'out'] as const;
/** Onto the list, or off it. */
export type Way = (typeof ways)[number];

/** Asks for decisions; no day means the present one. */
export const requestDecisionsSchema = z.object({
  programmeCode: z.enum(programmeCodes, 'decisions.errors.programme'),
  asOf: z.iso.date('decisions.errors.day').optional(),
});

/** The address of a preview: of one profession or province, or of all. What can't be read is left out. */
export const previewSearchSchema = z.object({
  profession: z.string().refine(isProfessionCode).optional().catch(undefined),
  province: z.string().refine(isProvinceCode).optional().catch(undefined),
});

const page = z.coerce.number().int().min(1).max(100_000).catch(1);

export const runStates = ['QUEUED', 'DONE', 'FAILED'] as const satisfies readonly RunState[];

/** The address of the runs of decisions: of which programme, in which state, as of which day, and which page. */
export const runSearchSchema = z.object({
  programme: z.enum(programmeCodes).optional().catch(undefined),
  state: z.enum(runStates).optional().catch(undefined),
  asOf: searchDay,
  page,
});

/** The address of the persons who come in or go out: of which profession and province, and called how. */
export const peopleSearchSchema = z.object({
  way: z.enum(ways).catch('in'),
  profession: z.string().refine(isProfessionCode).optional().catch(undefined),
  province: z.string().refine(isProvinceCode).optional().catch(undefined),
  q: searchText,
  after: z.uuid().optional().catch(undefined),
});

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** A percentage as people write it: 50, 33,5 or 50 %; undefined for anything else. */
function percentageIn(typed: string | undefined): number | undefined {
  const written = typed?.replace(/[\s%]/g, '').replace(',', '.') ?? '';
  return /^\d{1,2}(\.\d+)?$/.test(written) ? Number(written) : undefined;
}

/** The address of a trial of other rules, looked at as a preview is; what can't be read changes nothing. */
export const whatIfSearchSchema = previewSearchSchema.extend({
  programme: z.enum(programmeCodes).catch(programmeCodes[0]),
  add: several.transform((codes) => codes.filter(isProfessionCode)),
  threshold: z.string().optional().catch(undefined).transform(percentageIn),
  exclude: several.transform((codes) => programmeCodes.filter((code) => codes.includes(code))),
  /** Of the kept drafts. */
  page,
});
export type WhatIfSearch = z.infer<typeof whatIfSearchSchema>;

export function changesOf({
  add,
  threshold,
  exclude,
}: Pick<WhatIfSearch, 'add' | 'threshold' | 'exclude'>): RuleSetChanges {
  return {
    addProfessions: add,
    threshold: threshold === undefined ? null : Math.round(threshold * 100) / 10_000,
    excludeServedUnder: exclude,
  };
}

/** The query of a trial, to look at it again. */
export function whatIfQuery(
  programme: string,
  { addProfessions, threshold, excludeServedUnder }: RuleSetChanges,
): Record<string, string | readonly string[] | undefined> {
  return {
    programme,
    add: addProfessions,
    threshold: threshold === null ? undefined : String(Math.round(threshold * 10_000) / 100),
    exclude: excludeServedUnder,
  };
}

const changesInForm = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(ruleSetChangesSchema);

export const draftSchema = z.object({
  programmeCode: z.enum(programmeCodes, 'decisions.errors.programme'),
  name: z.string('decisions.errors.name').trim().min(1, 'decisions.errors.name').max(80, 'decisions.errors.name'),
  changes: changesInForm,
});

export const discardDraftSchema = z.object({ draftId: z.uuid() });

export const adoptSchema = z.object({
  draftId: z.uuid(),
  programmeCode: z.enum(programmeCodes),
  reason: z
    .string('decisions.errors.reason')
    .trim()
    .min(3, 'decisions.errors.reason')
    .max(500, 'decisions.errors.reason'),
});
