import { getPool } from '#lib/db/client.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import type { ChannelCode } from '#lib/rules/channels.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { type Page, type PageAsked, pageOf } from '#lib/shared/paging.ts';

export const deliveryWays = ['pickup', 'home-delivery', 'grouping', 'association'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

/** What a province has published about one delivery. Days are `YYYY-MM-DD`; the last one is included. */
export type PlannedDelivery = {
  readonly id: string;
  readonly programme: string;
  readonly province: string;
  /** Every profession of the programme when null. */
  readonly profession: string | null;
  readonly fromOn: string;
  readonly lastOn: string;
  readonly way: DeliveryWay;
  /** In the languages its author writes. */
  readonly note: Readonly<Partial<Record<Locale, string>>>;
};

/** Everything published and not withdrawn, by first day; at most five seconds old. */
export const loadPlannedDeliveries = keptFor(5_000, async (): Promise<readonly PlannedDelivery[]> => {
  const { rows } = await getPool().query<DeliveryRow>(`
    SELECT id, programme_code, province_code, profession_code, from_on::text, last_on::text, way::text, note
      FROM delivery_schedule
     WHERE withdrawn_at IS NULL AND published_at <= business_now()
     ORDER BY from_on, last_on, id`);
  return rows.map((row) => ({
    id: row.id,
    programme: row.programme_code,
    province: row.province_code,
    profession: row.profession_code,
    fromOn: row.from_on,
    lastOn: row.last_on,
    way: wayOf(row.way),
    note: noteOf(row.note),
  }));
});

/** What all provinces have published for a programme, by province and first day. */
export async function listDeliveriesOf(programme: string): Promise<readonly PlannedDelivery[]> {
  const deliveries = await loadPlannedDeliveries();
  return deliveries.filter((delivery) => delivery.programme === programme).toSorted(byProvinceAndDay);
}

/** One page of it. */
export async function findDeliveriesOf(programme: string, asked: PageAsked): Promise<Page<PlannedDelivery>> {
  const all = await listDeliveriesOf(programme);
  return pageOf(asked, async ({ limit, offset }) => ({
    rows: all.slice(offset, offset + limit),
    total: all.length,
  }));
}

const provinceOrder: readonly string[] = provinceCodes;

function byProvinceAndDay(a: PlannedDelivery, b: PlannedDelivery): number {
  return provinceOrder.indexOf(a.province) - provinceOrder.indexOf(b.province) || a.fromOn.localeCompare(b.fromOn);
}

/** Provinces in which a time can be chosen now, for whoever may; at most five seconds old. */
export const loadProvincesWithOpenSlots = keptFor(5_000, async (): Promise<ReadonlySet<string>> => {
  const { rows } = await getPool().query<{ code: string }>(`
    SELECT v.code
      FROM province v
     WHERE EXISTS (SELECT FROM pickup_point p JOIN slot s ON s.pickup_point_id = p.id
                    WHERE p.province_code = v.code AND p.closed_at IS NULL
                      AND s.closed_at IS NULL AND s.booked < s.capacity AND s.starts_at > business_now())`);
  return new Set(rows.map(({ code }) => code));
});

export type DeliveryFor = {
  readonly programme: string;
  readonly province: string;
  readonly profession: string;
  readonly channel: ChannelCode;
};

const waysOf: Readonly<Record<ChannelCode, readonly DeliveryWay[]>> = {
  'province-pickup': ['pickup', 'home-delivery'],
  grouping: ['grouping'],
  association: ['association'],
  pharmacy: [],
};

/**
 * The delivery that concerns somebody: the first that is not over on the day, or else the last that was. One for the
 * profession goes before one for all. Null when nothing is published.
 */
export function findPlannedDelivery(
  deliveries: readonly PlannedDelivery[],
  { programme, province, profession, channel }: DeliveryFor,
  today: string,
): PlannedDelivery | null {
  const meant = deliveries.filter(
    (delivery) =>
      delivery.programme === programme &&
      delivery.province === province &&
      (delivery.profession === null || delivery.profession === profession) &&
      waysOf[channel].includes(delivery.way),
  );
  const ahead = meant.filter(({ lastOn }) => lastOn >= today).toSorted(bySpecificityAndDay);
  return ahead[0] ?? meant.toSorted((a, b) => b.lastOn.localeCompare(a.lastOn))[0] ?? null;
}

/**
 * The delivery that has begun of what is brought to somebody, at home or by an organisation, so that they can tell how it
 * came. Null before it begins, and for what one collects: a counter hands that over.
 */
export function findBegunDelivery(
  deliveries: readonly PlannedDelivery[],
  of: DeliveryFor,
  today: string,
): PlannedDelivery | null {
  const planned = findPlannedDelivery(deliveries, of, today);
  if (!planned || planned.way === 'pickup') return null;
  const begun = deliveries.filter(({ way, fromOn }) => way === planned.way && fromOn <= today);
  return findPlannedDelivery(begun, of, today);
}

/** What a row tells of an entitlement to a province pickup. */
export type PickupOf = {
  readonly programme_code: string;
  readonly province_code: string;
  readonly profession_code: string;
};

/**
 * Tells of entitlements to a province pickup whether they are delivered at home, as of today, so that there is nothing
 * to come for. Of kept facts: loaded before a transaction, it never waits for a second connection.
 */
export async function loadHomeDeliveries(): Promise<(pickup: PickupOf) => boolean> {
  const [deliveries, today] = await Promise.all([loadPlannedDeliveries(), businessToday()]);
  return ({ programme_code: programme, province_code: province, profession_code: profession }) =>
    findPlannedDelivery(deliveries, { programme, province, profession, channel: 'province-pickup' }, today)?.way ===
    'home-delivery';
}

/** The professions whose parcels of a programme a province delivers at home, as of today: none of them is to come. */
export async function listProfessionsAtHome(programmeCode: string, provinceCode: string): Promise<ProfessionCode[]> {
  const isDeliveredAtHome = await loadHomeDeliveries();
  return professionCodes.filter((profession) =>
    isDeliveredAtHome({ programme_code: programmeCode, province_code: provinceCode, profession_code: profession }),
  );
}

function bySpecificityAndDay(a: PlannedDelivery, b: PlannedDelivery): number {
  return Number(a.profession === null) - Number(b.profession === null) || a.fromOn.localeCompare(b.fromOn);
}

type DeliveryRow = {
  id: string;
  programme_code: string;
  province_code: string;
  profession_code: string | null;
  from_on: string;
  last_on: string;
  way: string;
  note: unknown;
};

function wayOf(text: string): DeliveryWay {
  const way = deliveryWays.find((known) => known === text.toLowerCase().replace('_', '-'));
  if (way === undefined) throw new Error(`Not a way of delivery: ${text}`);
  return way;
}

function noteOf(value: unknown): PlannedDelivery['note'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([language, text]) => isLocale(language) && typeof text === 'string' && text !== ''),
  );
}
