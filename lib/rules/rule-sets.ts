import type { ChannelRule } from './channels.ts';
import type { Day, Period } from './days.ts';
import type { Grant } from './entitlement.ts';
import * as given from './parameters.ts';
import { type Parameter, valueOn } from './parameters.ts';
import type { ProfessionCode } from './professions.ts';
import type { RuleCode } from './reasons.ts';
import { letter, ownReading, type Source } from './sources.ts';

/** What each rule is told. A new kind of rule is a line here, a predicate, its reasons and their words. */
interface RuleParameters {
  'profession-in-target-group': { readonly professions: Parameter<readonly ProfessionCode[]> };
  'right-to-practise': Record<never, never>;
  'mostly-ambulatory': { readonly period: Parameter<Period>; readonly threshold: Parameter<number> };
  'domicile-in-province': { readonly provinces: Parameter<readonly string[]> };
  'personal-distribution-decided': { readonly decided: Parameter<boolean> };
  'not-already-served': { readonly programmes: Parameter<readonly string[]> };
}

/** One rule of a rule set: which predicate, with which values, by which sentence. */
export type RuleInstance = {
  [Rule in RuleCode]: { readonly rule: Rule; readonly parameters: RuleParameters[Rule]; readonly source: Source };
}[RuleCode];

export const programmeStatuses = ['in-force', 'announced'] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];

/**
 * The rules of one programme, as plain data: all rules must be met. A version that has been decided by never
 * changes; a change, or a trial of one, is a copy with another version.
 */
export interface RuleSet {
  readonly code: string;
  readonly version: number;
  /** An announced programme is shown and explained, but nothing is handed over under it yet. */
  readonly status: ProgrammeStatus;
  /** Nobody is decided on for a day before. */
  readonly validFrom: Day;
  readonly rules: readonly [RuleInstance, ...RuleInstance[]];
  readonly grant: Grant;
  readonly channels: readonly ChannelRule[];
  /** The last day on which one can report that one is missing from the lists; null when there is none. */
  readonly claims: { readonly lastDay: Parameter<Day>; readonly zone: string } | null;
}

export const programmeCodes = ['strategic-reserve-2020', 'emergency-masks-2020', 'dentist-ffp2-2020'] as const;
export type ProgrammeCode = (typeof programmeCodes)[number];

const zone = 'Europe/Brussels';

const rightToPractise: RuleInstance = {
  rule: 'right-to-practise',
  parameters: {},
  source: ownReading('registration-means-right-to-practise', 'target-groups', given.quotes.lists),
};

const domicileInProvince: RuleInstance = {
  rule: 'domicile-in-province',
  parameters: { provinces: given.servedProvinces },
  source: ownReading('domicile-must-be-known', 'distribution', given.quotes.provinceOfDomicile),
};

const throughGrouping: ChannelRule = {
  channel: 'grouping',
  when: { kind: 'grouping-members', professions: ['home-nurse', 'home-care-assistant'] },
  source: letter('distribution', given.quotes.groupings),
};

const strategicReserve2020: RuleSet = {
  code: 'strategic-reserve-2020',
  version: 1,
  status: 'in-force',
  validFrom: given.reserveSince,
  rules: [
    {
      rule: 'profession-in-target-group',
      parameters: { professions: given.targetProfessions },
      source: letter('target-groups', given.quotes.targetGroup),
    },
    rightToPractise,
    {
      rule: 'mostly-ambulatory',
      parameters: { period: given.acutePhase, threshold: given.mostlyActiveThreshold },
      source: letter('target-groups', given.quotes.targetGroup),
    },
    domicileInProvince,
  ],
  grant: {
    kind: 'kit',
    lines: [
      { item: 'gloves', quantity: given.reserveGloves },
      { item: 'aprons', quantity: given.reserveAprons },
      { item: 'goggles', quantity: given.reserveGoggles },
      { item: 'surgical-masks', quantity: given.reserveSurgicalMasks },
    ],
  },
  channels: [
    throughGrouping,
    {
      channel: 'province-pickup',
      when: { kind: 'everyone' },
      source: letter('distribution', given.quotes.provinceOfDomicile),
    },
  ],
  claims: { lastDay: given.reserveClaimLastDay, zone },
};

/** The activity in the acute phase is not asked for: these masks are for taking the work up again. */
const emergencyMasks2020: RuleSet = {
  code: 'emergency-masks-2020',
  version: 1,
  status: 'in-force',
  validFrom: given.emergencyMasksSince,
  rules: [
    {
      rule: 'profession-in-target-group',
      parameters: { professions: given.ambulatoryProfessions },
      source: ownReading('activity-not-asked-for-masks', 'opening', given.quotes.resumption),
    },
    rightToPractise,
    domicileInProvince,
  ],
  grant: { kind: 'kit', lines: [{ item: 'surgical-masks', quantity: given.emergencySurgicalMasks }] },
  channels: [
    {
      ...throughGrouping,
      source: ownReading('masks-travel-like-the-reserve', 'distribution', given.quotes.groupings),
    },
    {
      channel: 'province-pickup',
      when: { kind: 'everyone' },
      source: ownReading('masks-travel-like-the-reserve', 'distribution', given.quotes.provinceOfDomicile),
    },
  ],
  claims: { lastDay: given.emergencyClaimLastDay, zone },
};

const dentistFfp22020: RuleSet = {
  code: 'dentist-ffp2-2020',
  version: 1,
  status: 'announced',
  validFrom: given.ffp2Since,
  rules: [
    {
      rule: 'profession-in-target-group',
      parameters: { professions: given.dentists },
      source: letter('basic-stock', given.quotes.dentists),
    },
    rightToPractise,
    {
      rule: 'personal-distribution-decided',
      parameters: { decided: given.ffp2ToPersons },
      source: letter('basic-stock', given.quotes.dentistsLater),
    },
  ],
  grant: { kind: 'open', items: ['ffp2-masks'] },
  channels: [
    {
      channel: 'association',
      when: { kind: 'everyone' },
      source: letter('basic-stock', given.quotes.dentistsThroughAssociations),
    },
  ],
  claims: null,
};

/** Every version of every rule set, frozen through and through. */
export const ruleSets: readonly RuleSet[] = deepFreeze([strategicReserve2020, emergencyMasks2020, dentistFfp22020]);

/** The rule set of that version, or without a version the newest one. */
export function findRuleSet(code: string, version?: number): RuleSet | undefined {
  return ruleSets
    .filter((ruleSet) => ruleSet.code === code && (version === undefined || ruleSet.version === version))
    .toSorted((a, b) => b.version - a.version)
    .at(0);
}

/** Like `findRuleSet`, for callers that hold a version the database gave them. Throws when there is none. */
export function getRuleSet(code: string, version?: number): RuleSet {
  const ruleSet = findRuleSet(code, version);
  if (!ruleSet) throw new Error(`No rule set ${code}${version === undefined ? '' : ` version ${version}`}`);
  return ruleSet;
}

/** The professions a rule set is about on a day; null where it names none, so that it is about everyone. */
export function professionsOf({ rules }: RuleSet, asOf: Day): readonly ProfessionCode[] | null {
  const target = rules.find((instance) => instance.rule === 'profession-in-target-group');
  return target ? valueOn(target.parameters.professions, asOf).value : null;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
