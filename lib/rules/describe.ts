import type { ChannelRule } from './channels.ts';
import { type Day, lastDayOf } from './days.ts';
import type { ItemCode, ItemQuantity } from './items.ts';
import { type Parameter, valueOn } from './parameters.ts';
import type { ProgrammeStatus, RuleInstance, RuleSet } from './rule-sets.ts';
import type { Source } from './sources.ts';
import type { MessageParams } from './words.ts';

/**
 * A rule set as pages show it: message keys (from the root of the messages), what goes into them, and the
 * sentences they rest on. Pages that explain the rules are made from this, so that they can't say anything else
 * than what is decided.
 */
export interface RuleSetDescription {
  readonly code: string;
  readonly version: number;
  readonly status: ProgrammeStatus;
  readonly validFrom: Day;
  readonly nameKey: string;
  readonly conditions: readonly DescribedStatement[];
  readonly grant: DescribedGrant;
  readonly channels: readonly DescribedStatement[];
  /** Null when the programme has no last day for reporting that one is missing. */
  readonly claimLastDay: {
    readonly day: Day;
    readonly zone: string;
    readonly params: MessageParams;
    readonly sources: readonly Source[];
  } | null;
}

export interface DescribedStatement {
  /** The rule or the channel. */
  readonly code: string;
  readonly messageKey: string;
  readonly params: MessageParams;
  /** First what the statement itself rests on, then what its values rest on; each once. */
  readonly sources: readonly Source[];
}

export interface DescribedGrant {
  readonly kind: RuleSet['grant']['kind'];
  readonly messageKey: string;
  readonly lines: readonly DescribedLine[];
}

export interface DescribedLine {
  readonly item: ItemCode;
  /** Null while the quantity is open. */
  readonly quantity: number | null;
  readonly params: MessageParams;
  readonly sources: readonly Source[];
}

/** A line of the parcel in force, beside what the rules say of it. */
export interface ComposedLine extends DescribedLine {
  /** Null where the parcel and the rules agree; otherwise what the rules say, 0 where they do not name the item. */
  readonly byRules: number | null;
}

/**
 * What a parcel is made of in force, each line with the source that gives just that; what the rules name and the parcel
 * leaves out follows with no quantity. The rules’ own lines where nothing is composed.
 */
export function describeComposition(grant: DescribedGrant, kit: readonly ItemQuantity[]): readonly ComposedLine[] {
  if (grant.kind !== 'kit' || kit.length === 0) return grant.lines.map((line) => ({ ...line, byRules: null }));
  const composed = kit.map(({ item, quantity }): ComposedLine => {
    const line = grant.lines.find((one) => one.item === item);
    if (!line) return { item, quantity, params: {}, sources: [], byRules: 0 };
    return { ...line, quantity, byRules: line.quantity === quantity ? null : line.quantity };
  });
  const leftOut = grant.lines.filter(({ item }) => !kit.some((one) => one.item === item));
  return [...composed, ...leftOut.map((line) => ({ ...line, quantity: 0, byRules: line.quantity }))];
}

/** The rule set with the values of a day; for a day before it holds, with those of its first day. */
export function describeRuleSet(ruleSet: RuleSet, asOf: Day): RuleSetDescription {
  const day = asOf < ruleSet.validFrom ? ruleSet.validFrom : asOf;
  return {
    code: ruleSet.code,
    version: ruleSet.version,
    status: ruleSet.status,
    validFrom: ruleSet.validFrom,
    nameKey: `rules.programmes.${ruleSet.code}`,
    conditions: ruleSet.rules.map((instance) => describeRule(instance, day)),
    grant: describeGrant(ruleSet, day),
    channels: ruleSet.channels.map(describeChannel),
    claimLastDay: describeClaims(ruleSet, day),
  };
}

function describeRule(instance: RuleInstance, day: Day): DescribedStatement {
  return {
    code: instance.rule,
    messageKey: `rules.conditions.${instance.rule}`,
    params: conditionParams(instance, day),
    sources: unique([
      instance.source,
      ...Object.values<Parameter<unknown>>(instance.parameters).map((parameter) => valueOn(parameter, day).source),
    ]),
  };
}

function conditionParams({ rule, parameters }: RuleInstance, day: Day): MessageParams {
  switch (rule) {
    case 'profession-in-target-group':
      return { professions: valueOn(parameters.professions, day).value };
    case 'mostly-ambulatory': {
      const period = valueOn(parameters.period, day).value;
      return { threshold: valueOn(parameters.threshold, day).value, from: period.from, lastDay: lastDayOf(period) };
    }
    case 'domicile-in-province':
      return { provinces: valueOn(parameters.provinces, day).value };
    case 'not-already-served':
      return { programmes: valueOn(parameters.programmes, day).value };
    case 'right-to-practise':
    case 'personal-distribution-decided':
      return {};
  }
}

function describeGrant({ grant }: RuleSet, day: Day): DescribedGrant {
  return { kind: grant.kind, messageKey: `rules.grants.${grant.kind}`, lines: describeLines(grant, day) };
}

function describeLines(grant: RuleSet['grant'], day: Day): readonly DescribedLine[] {
  switch (grant.kind) {
    case 'kit':
      return grant.lines.map(({ item, quantity }) => {
        const { value, source } = valueOn(quantity, day);
        return { item, quantity: value, params: {}, sources: [source] };
      });
    case 'weekly-quota':
      return grant.lines.map(({ item, quantity, professions }) => {
        const amount = valueOn(quantity, day);
        const group = valueOn(professions, day);
        return {
          item,
          quantity: amount.value,
          params: { professions: group.value },
          sources: unique([amount.source, group.source]),
        };
      });
    case 'open':
      return grant.items.map((item) => ({ item, quantity: null, params: {}, sources: [] }));
  }
}

function describeChannel({ channel, when, source }: ChannelRule): DescribedStatement {
  return {
    code: channel,
    messageKey: `rules.channels.${when.kind}`,
    params: when.kind === 'everyone' ? { channel } : { channel, professions: when.professions },
    sources: [source],
  };
}

function describeClaims({ claims }: RuleSet, day: Day): RuleSetDescription['claimLastDay'] {
  if (!claims) return null;
  const { value, source } = valueOn(claims.lastDay, day);
  return { day: value, zone: claims.zone, params: { lastDay: value }, sources: [source] };
}

function unique(sources: readonly Source[]): readonly Source[] {
  const seen = new Map(sources.map((source) => [JSON.stringify(source), source]));
  return [...seen.values()];
}
