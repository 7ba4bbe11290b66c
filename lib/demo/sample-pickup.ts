import { mainAreas, type PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { sampleId } from './ids.ts';
import { type Random, seededRandom, shuffled, weightedDraw } from './random.ts';
import type { StoredEntitlement } from './stored-sample.ts';

/*
 * Sixty places to collect a parcel at. Four provinces have published their slots for July, the others none yet; one
 * point in Brussels is trying the counter out on 15 and 16 June, so that some parcels are handed over when the story
 * begins.
 */

export interface SamplePoint {
  readonly id: string;
  readonly province: ProvinceCode;
  /** From 1 in each province. */
  readonly position: number;
  readonly name: string;
  readonly street: string;
  readonly area: PostcodeArea;
  /** Its own depot where it has slots, the province's otherwise. */
  readonly depotId: string;
  readonly pilot: boolean;
  /** Places in each of its slots; 0 where it has none. */
  readonly capacity: number;
  /** How many parcels it is stocked with. */
  readonly parcels: number;
}

export interface SampleSlot {
  readonly id: string;
  readonly point: SamplePoint;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity: number;
}

export interface SampleBooking {
  readonly id: string;
  readonly entitlement: StoredEntitlement;
  readonly slot: SampleSlot;
  readonly code: string;
  readonly bookedAt: string;
  readonly cancelledAt: string | null;
  readonly checkedInAt: string | null;
  /** When the parcel was handed over, and with which gloves. */
  readonly handover: { readonly id: string; readonly at: string; readonly gloves: string } | null;
}

const pointsPerProvince: Readonly<Record<ProvinceCode, number>> = {
  'BE-BRU': 5,
  'BE-VAN': 7,
  'BE-VBR': 5,
  'BE-WBR': 4,
  'BE-VWV': 6,
  'BE-VOV': 7,
  'BE-WHT': 7,
  'BE-WLG': 7,
  'BE-VLI': 4,
  'BE-WLX': 4,
  'BE-WNA': 4,
};

/** Where the first points of a province are; the others are in its municipalities with most sectors. */
const firstPostcodes: Partial<Record<ProvinceCode, readonly string[]>> = {
  'BE-BRU': ['1000'],
  'BE-VAN': ['2000'],
  'BE-VOV': ['9000'],
  'BE-WLG': ['4000', '4700'],
};

export const provincesWithSlots: readonly ProvinceCode[] = ['BE-WLG', 'BE-VAN', 'BE-VOV', 'BE-BRU'];

/** How many of a hundred parcels have gloves of each size. */
export const gloveShares = [
  { value: 'gloves-s', weight: 0.2 },
  { value: 'gloves-m', weight: 0.4 },
  { value: 'gloves-l', weight: 0.28 },
  { value: 'gloves-xl', weight: 0.12 },
] as const;
const drawGloves = weightedDraw(gloveShares);

/** The weekdays from 6 to 24 July but the national holiday. */
export const slotDays: readonly string[] = [
  '06',
  '07',
  '08',
  '09',
  '10',
  '13',
  '14',
  '15',
  '16',
  '17',
  '20',
  '22',
  '23',
  '24',
].map((day) => `2020-07-${day}`);
export const pilotDay = '2020-06-15';
const pilotDays = [pilotDay, '2020-06-16'] as const;
const pilotCapacity = 14;

/** Half hours from nine to noon and from one to five. */
const halfHours: readonly string[] = [9, 10, 11, 13, 14, 15, 16].flatMap((hour) => {
  const text = String(hour).padStart(2, '0');
  return [`${text}:00`, `${text}:30`];
});

/** The points, those with slots sized for everyone entitled in their province and a little more. */
export function samplePoints(
  areas: readonly PostcodeArea[],
  provincialDepots: ReadonlyMap<ProvinceCode, string>,
  entitlements: readonly StoredEntitlement[],
): readonly SamplePoint[] {
  const collecting = countByProvince(entitlements.filter(isCollected));
  let serial = 0;
  return provinceCodes.flatMap((province) => {
    const count = pointsPerProvince[province];
    const slotsEach = slotDays.length * halfHours.length;
    const places = Math.ceil(((collecting.get(province) ?? 0) * 1.1) / (count * slotsEach));
    const capacity = provincesWithSlots.includes(province) ? Math.max(2, places) : 0;
    return placesFor(province, areas, count).map((area, index) => {
      serial += 1;
      const pilot = province === 'BE-BRU' && index === 0;
      return {
        id: sampleId('pickupPoint', serial),
        province,
        position: index + 1,
        ...signOf(area, index + 1),
        area,
        depotId: capacity > 0 ? sampleId('depot', serial) : (provincialDepots.get(province) ?? ''),
        pilot,
        capacity,
        parcels: capacity === 0 ? 0 : Math.ceil((collecting.get(province) ?? 0) / (2 * count)) + 40,
      };
    });
  });
}

const signs = {
  fr: { point: 'Point d’enlèvement', street: 'Rue de l’Exemple' },
  nl: { point: 'Afhaalpunt', street: 'Voorbeeldstraat' },
  de: { point: 'Abholstelle', street: 'Beispielstraße' },
} as const;

function signOf(area: PostcodeArea, position: number): Pick<SamplePoint, 'name' | 'street'> {
  const [first = 'fr'] = provinceLanguages[area.province];
  const { point, street } = signs[area.postcode.startsWith('47') ? 'de' : first];
  return { name: `${point} ${area.municipality} ${position}`, street: `${street} ${100 + position}` };
}

function placesFor(province: ProvinceCode, areas: readonly PostcodeArea[], count: number): readonly PostcodeArea[] {
  const main = mainAreas(areas.filter((area) => area.province === province));
  const first = (firstPostcodes[province] ?? []).flatMap((postcode) => main.get(postcode) ?? []);
  const bySize = [...main.values()].sort((a, b) => b.sectors - a.sectors || a.postcode.localeCompare(b.postcode));
  const chosen = new Map<string, PostcodeArea>();
  for (const area of [...first, ...bySize]) {
    if (!chosen.has(area.municipality)) chosen.set(area.municipality, area);
  }
  // Brussels has fewer large municipalities than a province, but more than five.
  return [...chosen.values()].slice(0, count);
}

export function sampleSlots(points: readonly SamplePoint[]): readonly SampleSlot[] {
  let serial = 0;
  return points
    .filter(({ capacity }) => capacity > 0)
    .flatMap((point) =>
      [
        ...(point.pilot ? pilotDays.map((day) => ({ day, capacity: pilotCapacity })) : []),
        ...slotDays.map((day) => ({ day, capacity: point.capacity })),
      ].flatMap(({ day, capacity }) =>
        halfHours.map((time) => {
          serial += 1;
          const startsAt = `${day}T${time}:00+02:00`;
          return { id: sampleId('slot', serial), point, startsAt, endsAt: minutesAfter(startsAt, 30), capacity };
        }),
      ),
    );
}

/** Bookings in 160,000 providers; a smaller sample has as many of fewer. */
const bookingsPer160000: Partial<Record<ProvinceCode, number>> = {
  'BE-WLG': 1_000,
  'BE-VAN': 900,
  'BE-VOV': 800,
  'BE-BRU': 300,
};

/** Who has booked by the morning of 16 June, the first days being asked for most; and the pilot's day and a bit. */
export function sampleBookings(
  slots: readonly SampleSlot[],
  entitlements: readonly StoredEntitlement[],
  size: number,
): readonly SampleBooking[] {
  const random = seededRandom(6_072_020);
  const waiting = Map.groupBy(shuffledCollectors(entitlements, random), ({ provider }) => provider.area.province);
  const bookings: SampleBooking[] = [];
  const add = (
    slot: SampleSlot,
    more: Pick<SampleBooking, 'bookedAt' | 'cancelledAt' | 'checkedInAt' | 'handover'>,
  ) => {
    const entitlement = waiting.get(slot.point.province)?.pop();
    if (!entitlement) return;
    bookings.push({
      id: sampleId('booking', bookings.length + 1),
      entitlement,
      slot,
      code: drawCode(random, 3),
      ...more,
    });
  };
  for (const slot of slots.filter(({ startsAt }) => startsAt < '2020-07')) {
    const filled = slot.startsAt.startsWith(pilotDay) ? 0.95 : 0.6;
    const places = Math.max(1, Math.round((pilotCapacity * filled * size) / 160_000));
    for (let place = 0; place < places; place += 1) add(slot, pilotVisit(slot, random, bookings.length + 1));
  }
  const july = Map.groupBy(
    slots.filter(({ startsAt }) => startsAt > '2020-07'),
    ({ point, startsAt }) => `${point.province} ${startsAt.slice(0, 10)}`,
  );
  for (const province of provincesWithSlots) {
    const wanted = Math.round(((bookingsPer160000[province] ?? 0) * size) / 160_000);
    const taken = new Map<SampleSlot, number>();
    for (let count = 0; count < wanted; count += 1) {
      const day = slotDays[Math.floor(slotDays.length * random.next() ** 1.7)] ?? slotDays[0];
      const ofDay = july.get(`${province} ${day}`) ?? [];
      const slot = ofDay[random.below(ofDay.length)];
      const places = slot ? (taken.get(slot) ?? 0) : 0;
      if (!slot || places >= slot.capacity) continue;
      const bookedAt = minutesAfter('2020-06-13T08:00:00+02:00', random.below(72 * 60));
      const cancelled = random.chance(0.02);
      if (!cancelled) taken.set(slot, places + 1);
      const cancelledAt = cancelled ? minutesAfter(bookedAt, 5 + random.below(50)) : null;
      add(slot, { bookedAt, cancelledAt, checkedInAt: null, handover: null });
    }
  }
  return bookings;
}

/** On the first day nearly everyone came and received; the second has not begun. */
function pilotVisit(
  slot: SampleSlot,
  random: Random,
  serial: number,
): Pick<SampleBooking, 'bookedAt' | 'cancelledAt' | 'checkedInAt' | 'handover'> {
  const bookedAt = minutesAfter('2020-06-12T14:00:00+02:00', random.below(20 * 60));
  const came = slot.startsAt.startsWith(pilotDay) && random.chance(0.96);
  if (!came) return { bookedAt, cancelledAt: null, checkedInAt: null, handover: null };
  const arrived = random.below(25);
  return {
    bookedAt,
    cancelledAt: null,
    checkedInAt: minutesAfter(slot.startsAt, arrived),
    handover: {
      id: sampleId('handover', serial),
      at: minutesAfter(slot.startsAt, arrived + 3),
      gloves: drawGloves(random),
    },
  };
}

/** Those who collect in a province that has slots, have an address, and are not among the demonstration's people. */
function shuffledCollectors(entitlements: readonly StoredEntitlement[], random: Random): StoredEntitlement[] {
  const collectors = entitlements
    .filter(isCollected)
    .filter(({ provider }) => provider.person === null && provider.email !== null)
    .filter(({ provider }) => provincesWithSlots.includes(provider.area.province));
  return shuffled(collectors, random);
}

function isCollected({ programme, channel }: StoredEntitlement): boolean {
  return programme === 'strategic-reserve-2020' && channel === 'province-pickup';
}

function countByProvince(entitlements: readonly StoredEntitlement[]): ReadonlyMap<ProvinceCode, number> {
  const counts = new Map<ProvinceCode, number>();
  for (const { provider } of entitlements) {
    counts.set(provider.area.province, (counts.get(provider.area.province) ?? 0) + 1);
  }
  return counts;
}

/** Instants as the drivers and COPY take them; machine-made, so always in UTC. */
export function minutesAfter(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as `newCode` makes them, of drawn letters. */
export function drawCode(random: Random, groups: number): string {
  const group = () => Array.from({ length: 4 }, () => letters.charAt(random.below(letters.length))).join('');
  return Array.from({ length: groups }, group).join('-');
}
