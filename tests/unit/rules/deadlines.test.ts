import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoWeekOf, lastDayOf } from '#lib/rules/days.ts';
import { cutoffInstant, isBeforeCutoff } from '#lib/rules/deadlines.ts';

const brussels = 'Europe/Brussels';

describe('the cutoff', () => {
  it.each([
    ['2020-06-20', brussels, '2020-06-20T22:00:00Z'],
    ['2020-12-20', brussels, '2020-12-20T23:00:00Z'],
    // The nights on which the clock changes: the last day has 23 or 25 hours.
    ['2020-03-29', brussels, '2020-03-29T22:00:00Z'],
    ['2020-10-25', brussels, '2020-10-25T23:00:00Z'],
    ['2020-12-31', brussels, '2020-12-31T23:00:00Z'],
    ['2020-06-20', 'America/Martinique', '2020-06-21T04:00:00Z'],
    // Midnight does not exist there on the day after, which begins at one o'clock.
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ])('of %s in %s is %s', (lastDay, zone, instant) => {
    expect(cutoffInstant(lastDay, zone)).toBe(instant);
  });

  it.each([
    ['summer', '2020-06-20', '2020-06-20T23:59:59.9+02:00', '2020-06-21T00:00:00+02:00'],
    ['winter', '2020-12-20', '2020-12-20T23:59:59.9+01:00', '2020-12-21T00:00:00+01:00'],
  ])('[RULES-10] in %s counts the last day whole', (_, lastDay, inTime, late) => {
    expect(isBeforeCutoff(inTime, lastDay, brussels)).toBe(true);
    expect(isBeforeCutoff(late, lastDay, brussels)).toBe(false);
  });

  it('compares instants, whatever their offset is written as', () => {
    expect(isBeforeCutoff('2020-06-20T21:59:59.999999999Z', '2020-06-20', brussels)).toBe(true);
    expect(isBeforeCutoff('2020-06-20T22:00:00Z', '2020-06-20', brussels)).toBe(false);
    expect(isBeforeCutoff('2020-06-20T17:59:59-04:00', '2020-06-20', brussels)).toBe(true);
  });

  it('does not exist without a last day', () => {
    expect(isBeforeCutoff('2999-01-01T00:00:00Z', null, brussels)).toBe(true);
  });

  it('lies between the last day and the day after, for any day', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    const wallDay = (ms: number) =>
      new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: brussels }).format(new Date(ms));
    fc.assert(
      fc.property(days, (date) => {
        const lastDay = date.toISOString().slice(0, 10);
        const cutoff = Date.parse(cutoffInstant(lastDay, brussels));
        expect(wallDay(cutoff - 1)).toBe(lastDay);
        expect(wallDay(cutoff) > lastDay).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it.each([
    ['2020-05-11', '2020-W20'],
    ['2020-05-17', '2020-W20'],
    ['2020-05-18', '2020-W21'],
    ['2021-01-03', '2020-W53'],
    ['2018-12-31', '2019-W01'],
  ])('%s lies in the ISO week %s', (day, week) => {
    expect(isoWeekOf(day)).toBe(week);
  });

  it('end a period the day before the next begins', () => {
    expect(lastDayOf({ from: '2020-02-01', until: '2020-03-01' })).toBe('2020-02-29');
  });
});
