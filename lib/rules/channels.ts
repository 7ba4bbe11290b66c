import type { Facts } from './facts.ts';
import type { ProfessionCode } from './professions.ts';
import type { Source } from './sources.ts';

/** The ways an entitlement can reach a person. `pharmacy` is for programmes that are collected there. */
export const channelCodes = ['province-pickup', 'grouping', 'association', 'pharmacy'] as const;
export type ChannelCode = (typeof channelCodes)[number];

/** For whom a way is meant: everyone, or those of some professions who work in a home-care grouping. */
export type ChannelCondition =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'grouping-members'; readonly professions: readonly ProfessionCode[] };

export interface ChannelRule {
  readonly channel: ChannelCode;
  readonly when: ChannelCondition;
  readonly source: Source;
}

/** In order, the first that applies; the last is for everyone, so that nobody is left without a way. */
export interface WithChannels {
  readonly channels: readonly ChannelRule[];
}

/**
 * The way of delivery of one person under a programme. Somebody not known to work in a grouping is sent to the
 * province: a parcel waiting where it was not expected does less harm than one that waits nowhere.
 */
export function channelFor(facts: Facts, programme: WithChannels): ChannelCode {
  const rule = programme.channels.find(({ when }) => applies(when, facts));
  if (!rule) throw new Error('A programme needs a way of delivery for everyone');
  return rule.channel;
}

function applies(when: ChannelCondition, facts: Facts): boolean {
  if (when.kind === 'everyone') return true;
  return facts.groupingMember === true && facts.profession != null && when.professions.includes(facts.profession);
}
