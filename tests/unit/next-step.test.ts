import { describe, expect, it } from 'vitest';
import type { DeliveryWay, PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { nextStepFor } from '#lib/programmes/next-step.ts';

const today = '2020-07-01';

function planned(way: DeliveryWay, lastOn: string): PlannedDelivery {
  return {
    id: '1',
    programme: 'emergency-masks-2020',
    province: 'BE-WLG',
    profession: null,
    fromOn: '2020-06-01',
    lastOn,
    way,
    note: {},
  };
}

describe('what comes next', () => {
  it.each([true, false])('for a delivery at home is to wait, places free or not (%s) [BOOKING-12]', (placesFree) => {
    const of = (lastOn: string) =>
      nextStepFor({ channel: 'province-pickup', planned: planned('home-delivery', lastOn), placesFree }, today);
    expect(of('2020-07-15')).toBe('await-delivery');
    expect(of(today)).toBe('await-delivery');
    expect(of('2020-06-30')).toBe('delivery-over');
  });

  it('for a pickup is to book as soon as a place is free, until the planned days are over', () => {
    const of = (plan: PlannedDelivery | null, placesFree: boolean) =>
      nextStepFor({ channel: 'province-pickup', planned: plan, placesFree }, today);
    expect(of(planned('pickup', today), true)).toBe('book');
    expect(of(planned('pickup', today), false)).toBe('await-invitation');
    expect(of(null, true)).toBe('book');
    expect(of(null, false)).toBe('await-invitation');
    expect(of(planned('pickup', '2020-06-30'), true)).toBe('delivery-over');
  });

  it('for the other ways is told by the way', () => {
    for (const channel of ['grouping', 'association', 'pharmacy'] as const) {
      expect(nextStepFor({ channel, planned: null, placesFree: true }, today)).toBe(`from-${channel}`);
    }
    expect(
      nextStepFor({ channel: 'grouping', planned: planned('grouping', '2020-06-30'), placesFree: true }, today),
    ).toBe('delivery-over');
  });
});
