import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSchema } from '#lib/pickup/schema.ts';
import { expandPattern, type SlotPattern, type SlotTimes, sortOut } from '#lib/pickup/slot-pattern.ts';

const zone = 'Europe/Brussels';
const minute = 60_000;

const july: SlotPattern = {
  fromOn: '2020-07-06',
  lastOn: '2020-07-10',
  weekdays: [1, 3, 5],
  opensAt: '09:00',
  closesAt: '12:00',
  pause: null,
  lengthMinutes: 20,
  capacity: 10,
};

const starts = (slots: readonly SlotTimes[]) => slots.map(({ startsAt }) => new Date(startsAt).toISOString());

describe('a slot pattern', () => {
  it('makes the slots of each chosen weekday, both days included [SLOT-01]', () => {
    const slots = expandPattern(july, zone);
    expect(slots).toHaveLength(3 * 9);
    expect(starts(slots)[0]).toBe('2020-07-06T07:00:00.000Z');
    expect(starts(slots).at(-1)).toBe('2020-07-10T09:40:00.000Z');
  });

  it('leaves out the pause and begins again after it', () => {
    const slots = expandPattern(
      { ...july, lastOn: '2020-07-06', closesAt: '14:00', lengthMinutes: 50, pause: { from: '12:00', until: '12:45' } },
      zone,
    );
    expect(starts(slots)).toEqual([
      '2020-07-06T07:00:00.000Z',
      '2020-07-06T07:50:00.000Z',
      '2020-07-06T08:40:00.000Z',
      '2020-07-06T10:45:00.000Z',
    ]);
  });

  it('makes none where the opening hours are shorter than a slot, or the days hold no such weekday', () => {
    expect(expandPattern({ ...july, closesAt: '09:19' }, zone)).toEqual([]);
    expect(expandPattern({ ...july, lastOn: '2020-07-06', weekdays: [2] }, zone)).toEqual([]);
    expect(expandPattern({ ...july, lastOn: '2020-07-05' }, zone)).toEqual([]);
  });

  it('neither skips nor doubles an hour when the clocks change', () => {
    const night = { ...july, weekdays: [7], opensAt: '01:00', closesAt: '04:00', lengthMinutes: 60 };
    expect(starts(expandPattern({ ...night, fromOn: '2020-03-29', lastOn: '2020-03-29' }, zone))).toEqual([
      '2020-03-29T00:00:00.000Z',
      '2020-03-29T01:00:00.000Z',
    ]);
    expect(expandPattern({ ...night, fromOn: '2020-10-25', lastOn: '2020-10-25' }, zone)).toHaveLength(4);
  });
});

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const anyPattern: fc.Arbitrary<SlotPattern> = fc
  .record({
    day: fc.integer({ min: 0, max: 400 }),
    days: fc.integer({ min: 0, max: 20 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 4, maxLength: 4 }),
    paused: fc.boolean(),
    lengthMinutes: fc.integer({ min: 5, max: 240 }),
    capacity: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ day, days, weekdays, hours, paused, lengthMinutes, capacity }) => {
    const [a = 0, b = 0, c = 0, d = 0] = hours.toSorted((one, other) => one - other);
    const on = (offset: number) => new Date(Date.UTC(2020, 0, 1 + offset)).toISOString().slice(0, 10);
    return {
      fromOn: on(day),
      lastOn: on(day + days),
      weekdays,
      opensAt: clock(a),
      closesAt: clock(d),
      pause: paused ? { from: clock(b), until: clock(c) } : null,
      lengthMinutes,
      capacity,
    };
  });

describe('any slot pattern', () => {
  it('makes slots of exactly its length, in order, none over another', () => {
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const slots = expandPattern(pattern, zone);
        for (const [index, slot] of slots.entries()) {
          expect(slot.endsAt - slot.startsAt).toBe(pattern.lengthMinutes * minute);
          expect(slot.startsAt).toBeGreaterThanOrEqual(slots[index - 1]?.endsAt ?? 0);
        }
      }),
    );
  });

  it('stays within the days, the weekdays and the opening hours', () => {
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        for (const { startsAt, endsAt } of expandPattern(pattern, zone)) {
          const [day = '', time = ''] = local.format(startsAt).split(' ');
          const [, end = ''] = local.format(endsAt).split(' ');
          expect(pattern.fromOn <= day && day <= pattern.lastOn).toBe(true);
          expect(pattern.weekdays).toContain(new Date(`${day}T12:00:00Z`).getUTCDay() || 7);
          // Within the hour that the clocks skip or repeat, the wall's hours say nothing.
          if (['2020-03-29', '2020-10-25'].includes(day)) continue;
          expect(time >= pattern.opensAt && end <= pattern.closesAt).toBe(true);
          if (pattern.pause) expect(end <= pattern.pause.from || time >= pattern.pause.until).toBe(true);
        }
      }),
    );
  });
});

describe('new slots beside those that are there', () => {
  it('are fresh, clashing or past, each in one of the three, and the fresh ones overlap nothing', () => {
    fc.assert(
      fc.property(anyPattern, anyPattern, fc.nat(), (pattern, other, seed) => {
        const slots = expandPattern(pattern, zone);
        const existing = expandPattern({ ...other, fromOn: pattern.fromOn, lastOn: pattern.lastOn }, zone);
        const now = slots[seed % Math.max(1, slots.length)]?.startsAt ?? 0;
        const { fresh, clashing, past } = sortOut(slots, existing, now);
        expect([...fresh, ...clashing, ...past].toSorted((a, b) => a.startsAt - b.startsAt)).toEqual(slots);
        const overlaps = (slot: SlotTimes) =>
          existing.some((there) => there.startsAt < slot.endsAt && there.endsAt > slot.startsAt);
        expect(fresh.some(overlaps)).toBe(false);
        expect(clashing.every(overlaps)).toBe(true);
        expect(fresh.every(({ startsAt }) => startsAt > now)).toBe(true);
      }),
    );
  });
});

describe('the form of a pattern', () => {
  const typed = {
    pickupPointId: '8c3e4c2e-52c3-4f0c-9f5b-2f3f4b0c1d11',
    fromOn: '2020-07-06',
    lastOn: '2020-07-10',
    weekdays: ['1', '3'],
    opensAt: '09:00',
    closesAt: '17:00',
    lengthMinutes: '20',
    capacity: '10',
  };

  it('is read as typed', () => {
    expect(patternSchema.parse(typed).pattern).toMatchObject({ weekdays: [1, 3], lengthMinutes: 20, pause: null });
  });

  it.each([
    ['a last day before the first', { lastOn: '2020-07-05' }, 'lastOn'],
    ['more than a season', { lastOn: '2020-12-31' }, 'lastOn'],
    ['closing before opening', { closesAt: '08:00' }, 'closesAt'],
    ['half a pause', { pauseFrom: '12:00' }, 'pauseUntil'],
    ['a pause outside the opening hours', { pauseFrom: '08:00', pauseUntil: '09:30' }, 'pauseFrom'],
    ['no places', { capacity: '0' }, 'capacity'],
    ['no length', { lengthMinutes: 'x' }, 'lengthMinutes'],
    ['no time of day', { opensAt: '24:00' }, 'opensAt'],
  ])('refuses %s', (_, change, field) => {
    const result = patternSchema.safeParse({ ...typed, ...change });
    expect(result.error?.issues.map(({ path }) => path[0])).toContain(field);
  });
});
