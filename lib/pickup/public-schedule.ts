import { getPool } from '#lib/db/client.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import { type DeliveryWay, loadPlannedDeliveries, type PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';

/** A day on which a point is open, as far as its times still lie ahead. */
export type PickupDay = {
  /** In Brussels, `YYYY-MM-DD`. */
  readonly on: string;
  /** From the first time that is still ahead to the end of the last. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly places: number;
  readonly free: number;
};

export type PublicPoint = {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly access: Readonly<Partial<Record<Locale, string>>>;
  readonly days: readonly PickupDay[];
};

/** The same delivery for several professions is one, as people read it; all professions when empty. */
export type GroupedDelivery = {
  readonly id: string;
  readonly programme: string;
  readonly professions: readonly string[];
  readonly fromOn: string;
  readonly lastOn: string;
  readonly way: DeliveryWay;
  readonly note: PlannedDelivery['note'];
};

/** `open`: times can be chosen. `planned`: something lies ahead, no time can be chosen. `over`: every open programme has passed. */
export type ProvinceState = 'open' | 'planned' | 'over' | 'nothing';

export type ProvinceSchedule = {
  readonly province: ProvinceCode;
  readonly state: ProvinceState;
  /** Not over, by first day. */
  readonly deliveries: readonly GroupedDelivery[];
  readonly pastDeliveries: readonly GroupedDelivery[];
  readonly points: readonly PublicPoint[];
};

/** What everyone may know of when and where, for every province; at most ten seconds old. */
export const loadPublicSchedule = keptFor(5_000, async (): Promise<readonly ProvinceSchedule[]> => {
  const [deliveries, programmes, points, now] = await Promise.all([
    loadPlannedDeliveries(),
    loadProgrammeFacts(),
    loadPoints(),
    businessNow(),
  ]);
  const open = programmes.filter(({ status }) => status === 'open').map(({ code }) => code);
  const today = dayOf(now);
  return provinceCodes.map((province) => {
    const own = groupDeliveries(deliveries.filter((delivery) => delivery.province === province));
    const ahead = own.filter(({ lastOn }) => lastOn >= today);
    const ownPoints = points.get(province) ?? [];
    return {
      province,
      state: stateOf(
        open.every((code) => own.some(({ programme }) => programme === code)),
        ahead.length > 0,
        ownPoints,
      ),
      deliveries: ahead,
      pastDeliveries: own.filter(({ lastOn }) => lastOn < today),
      points: ownPoints,
    };
  });
});

export async function findProvinceSchedule(province: string): Promise<ProvinceSchedule | undefined> {
  return (await loadPublicSchedule()).find((schedule) => schedule.province === province);
}

function stateOf(everyProgramme: boolean, ahead: boolean, points: readonly PublicPoint[]): ProvinceState {
  if (points.some(({ days }) => days.some(({ free }) => free > 0))) return 'open';
  if (ahead) return 'planned';
  return everyProgramme ? 'over' : 'nothing';
}

function groupDeliveries(deliveries: readonly PlannedDelivery[]): readonly GroupedDelivery[] {
  const groups = new Map<string, GroupedDelivery>();
  for (const { id, programme, profession, fromOn, lastOn, way, note } of deliveries) {
    const key = JSON.stringify([programme, fromOn, lastOn, way, note, profession === null]);
    const known = groups.get(key);
    const professions = profession === null ? [] : [...(known?.professions ?? []), profession];
    groups.set(key, { id: known?.id ?? id, programme, professions, fromOn, lastOn, way, note });
  }
  return [...groups.values()];
}

type PointRow = {
  id: string;
  province_code: string;
  name: string;
  street: string;
  postcode: string;
  municipality: string;
  access: unknown;
  day: string | null;
  starts_at: Date;
  ends_at: Date;
  places: number;
  free: number;
};

/** By province, then by municipality and name; points that are closed for good are left out. */
async function loadPoints(): Promise<ReadonlyMap<string, readonly PublicPoint[]>> {
  const { rows } = await getPool().query<PointRow>(`
    SELECT point.id, point.province_code, point.name, point.street, point.postcode, point.municipality, point.access,
           ahead.*
      FROM pickup_point point
      LEFT JOIN LATERAL (
        SELECT (slot.starts_at AT TIME ZONE '${businessTimeZone}')::date::text AS day, min(slot.starts_at) AS starts_at,
               max(slot.ends_at) AS ends_at, sum(slot.capacity)::int AS places, sum(slot.capacity - slot.booked)::int AS free
          FROM slot
         WHERE slot.pickup_point_id = point.id AND slot.closed_at IS NULL AND slot.starts_at > business_now()
         GROUP BY 1) ahead ON true
     WHERE point.closed_at IS NULL
     ORDER BY point.province_code, point.municipality, point.name, point.id, ahead.day`);
  const points = new Map<string, PublicPoint & { days: PickupDay[] }>();
  const byProvince = new Map<string, PublicPoint[]>();
  for (const row of rows) {
    let point = points.get(row.id);
    if (!point) {
      const { id, name, street, postcode, municipality } = row;
      point = { id, name, street, postcode, municipality, access: accessOf(row.access), days: [] };
      points.set(id, point);
      byProvince.set(row.province_code, [...(byProvince.get(row.province_code) ?? []), point]);
    }
    if (row.day === null) continue;
    point.days.push({
      on: row.day,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      places: row.places,
      free: row.free,
    });
  }
  return byProvince;
}

function accessOf(value: unknown): PublicPoint['access'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([language, text]) => isLocale(language) && typeof text === 'string' && text !== ''),
  );
}
