import type { ChannelCode } from '#lib/rules/channels.ts';
import type { PlannedDelivery } from './delivery-schedule.ts';

/**
 * What the person can do now. `book`: choose a time after signing in. `delivery-over`: what was planned has passed.
 * `contact`: ask, since something stands in the way.
 */
export const nextSteps = [
  'book',
  'await-invitation',
  'await-delivery',
  'delivery-over',
  'from-grouping',
  'from-association',
  'from-pharmacy',
  'contact',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** The steps towards what one is entitled to; whose entitlement is withdrawn has none of them. */
export type EntitledStep = Exclude<NextStep, 'contact'>;

export type Awaited = {
  readonly channel: ChannelCode;
  readonly planned: PlannedDelivery | null;
  /** Whether a place at a pickup point of the province is free. Its places are shared by all programmes. */
  readonly placesFree: boolean;
};

/**
 * What comes next, told alike by the public check, by one's own page and by that where one chooses a time. A place that
 * is free at a point can be taken, also after the days that were planned: the province goes on. What is brought, at home
 * or by an organisation, is over when its days are.
 */
export function nextStepFor({ channel, planned, placesFree }: Awaited, today: string): EntitledStep {
  const collected = channel === 'province-pickup' && planned?.way !== 'home-delivery';
  if (planned && planned.lastOn < today && !(collected && placesFree)) return 'delivery-over';
  switch (channel) {
    case 'grouping':
      return 'from-grouping';
    case 'association':
      return 'from-association';
    case 'pharmacy':
      return 'from-pharmacy';
    case 'province-pickup':
      if (planned?.way === 'home-delivery') return 'await-delivery';
      return placesFree ? 'book' : 'await-invitation';
  }
}
