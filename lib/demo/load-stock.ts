import type pg from 'pg';
import { copyRows } from '#lib/db/copy.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { sampleId } from './ids.ts';
import { gloveShares, pilotDay, type SamplePoint } from './sample-pickup.ts';
import { firstAdministrator, staffIdOf } from './sample-users.ts';

/*
 * Stock as it came: from the suppliers to the central depot, from there to the provinces, from there to the pickup
 * points that have slots. Only movements are written, and the database makes the balances of them. Beside them what is
 * announced, and not there yet.
 */

interface Movement {
  readonly kind: 'RECEIPT' | 'TRANSFER';
  readonly from: string;
  readonly to: string;
  readonly variant: string;
  readonly quantity: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
}

/** Has only this part of the aprons it needs. */
const shortOfAprons = { province: 'BE-WLX', part: 0.6 } as const;

/** On the way when the story begins: more for the country, and before the pickup begins the aprons that lack. */
const underWay = {
  masks: { on: '2020-06-23', announcedAt: '2020-06-11T15:00:00+02:00', note: 'SAMPLE-2020-041' },
  gloves: { on: '2020-07-02', announcedAt: '2020-06-15T10:30:00+02:00', note: 'SAMPLE-2020-047' },
  aprons: { on: '2020-06-30', announcedAt: '2020-06-15T11:00:00+02:00', note: 'SAMPLE-2020-048' },
} as const;

/** The first point of Liège has none of the largest gloves. */
const pointWithoutXl = { province: 'BE-WLG', position: 1, variant: 'gloves-xl' } as const;

export async function loadStock(client: pg.ClientBase, points: readonly SamplePoint[]): Promise<void> {
  const reserve = await needOf(client, 'strategic-reserve-2020');
  const masks = await needOf(client, 'emergency-masks-2020');
  const parcels = sum(reserve.values(), ({ entitled }) => entitled);
  const depots = await findDepots(client);
  const movements = [
    ...massReceipts(depots, masks, parcels),
    ...maskDeliveries(depots, masks),
    ...provincialTransfers(depots, reserve),
    ...points.flatMap((point) => localTransfers(depots, point)),
  ].filter(({ quantity }) => quantity > 0);
  await insertMovements(client, movements);
  await announceReceipts(client, expectedReceipts(depots, reserve, parcels));
}

type Need = ReadonlyMap<ProvinceCode, { readonly entitled: number; readonly served: number }>;

async function needOf(client: pg.ClientBase, programme: string): Promise<Need> {
  const { rows } = await client.query<{ province_code: ProvinceCode; entitled: number; served: number }>(
    `SELECT province_code, count(*)::int AS entitled, count(*) FILTER (WHERE status = 'SERVED')::int AS served
       FROM entitlement WHERE programme_code = $1 GROUP BY province_code`,
    [programme],
  );
  return new Map(rows.map(({ province_code, ...need }) => [province_code, need]));
}

interface Depots {
  readonly supplier: string;
  readonly central: string;
  readonly recipient: string;
  readonly provincial: (province: ProvinceCode) => string;
}

async function findDepots(client: pg.ClientBase): Promise<Depots> {
  const { rows } = await client.query<{ id: string; kind: string; province_code: string | null }>(
    'SELECT id, kind, province_code FROM depot',
  );
  const find = (kind: string, province: string | null) => {
    const depot = rows.find((row) => row.kind === kind && row.province_code === province);
    if (!depot) throw new Error(`No depot of kind ${kind} ${province ?? ''}`);
    return depot.id;
  };
  return {
    supplier: find('SUPPLIER', null),
    central: find('CENTRAL', null),
    recipient: find('RECIPIENT', null),
    provincial: (province) => find('PROVINCIAL', province),
  };
}

/** What so many parcels hold, by variant; gloves in whole parcels of one size. */
function contentsOf(parcels: number): readonly { readonly variant: string; readonly quantity: number }[] {
  const gloves = gloveShares.map(({ value, weight }) => ({
    variant: value,
    quantity: Math.ceil(parcels * weight) * 400,
  }));
  return [
    ...gloves,
    { variant: 'aprons', quantity: parcels * 50 },
    { variant: 'goggles', quantity: parcels },
    { variant: 'surgical-masks', quantity: parcels * 1_000 },
  ];
}

/** The emergency masks in May; the reserve in three deliveries in June, a tenth more than is needed. */
function massReceipts({ supplier, central }: Depots, masks: Need, parcels: number): Movement[] {
  const fromSupplier = { kind: 'RECEIPT', from: supplier, to: central, by: firstAdministrator, reason: null } as const;
  const masksNeeded = sum(masks.values(), ({ entitled }) => entitled) * 100;
  const deliveries = ['2020-06-03T09:30:00+02:00', '2020-06-08T14:00:00+02:00', '2020-06-11T11:00:00+02:00'];
  return [
    {
      ...fromSupplier,
      variant: 'surgical-masks',
      quantity: Math.ceil(masksNeeded * 1.05),
      at: '2020-05-18T10:00:00+02:00',
    },
    ...deliveries.flatMap((at) =>
      contentsOf(Math.ceil((parcels * 1.1) / deliveries.length) + 2_000).map((line) => ({
        ...fromSupplier,
        ...line,
        at,
      })),
    ),
  ];
}

/** To the provinces what their people need; on to those whom they delivered to by 10 June. */
function maskDeliveries({ central, recipient, provincial }: Depots, masks: Need): Movement[] {
  return provinceCodes.flatMap((province) => {
    const { entitled, served } = masks.get(province) ?? { entitled: 0, served: 0 };
    const shared = { kind: 'TRANSFER', variant: 'surgical-masks' } as const;
    return [
      {
        ...shared,
        from: central,
        to: provincial(province),
        quantity: entitled * 100,
        at: '2020-05-20T08:00:00+02:00',
        by: firstAdministrator,
        reason: null,
      },
      {
        ...shared,
        from: provincial(province),
        to: recipient,
        quantity: served * 100,
        at: '2020-06-10T18:00:00+02:00',
        by: staffIdOf(province),
        reason: 'Masques d’urgence livrés / Noodmaskers geleverd',
      },
    ];
  });
}

function provincialTransfers({ central, provincial }: Depots, reserve: Need): Movement[] {
  return provinceCodes.flatMap((province, index) => {
    const entitled = reserve.get(province)?.entitled ?? 0;
    return contentsOf(Math.ceil(entitled * 1.04) + 400).map(({ variant, quantity }) => ({
      kind: 'TRANSFER' as const,
      from: central,
      to: provincial(province),
      variant,
      quantity:
        province === shortOfAprons.province && variant === 'aprons'
          ? Math.floor(entitled * 50 * shortOfAprons.part)
          : quantity,
      at: index % 2 === 0 ? '2020-06-12T09:00:00+02:00' : '2020-06-12T13:00:00+02:00',
      by: firstAdministrator,
      reason: null,
    }));
  });
}

/** To each point with slots of its own, half of what can be booked there. */
function localTransfers({ provincial }: Depots, point: SamplePoint): Movement[] {
  if (point.parcels === 0) return [];
  const lacking =
    point.province === pointWithoutXl.province && point.position === pointWithoutXl.position
      ? pointWithoutXl.variant
      : null;
  return contentsOf(point.parcels)
    .filter(({ variant }) => variant !== lacking)
    .map((line) => ({
      kind: 'TRANSFER' as const,
      from: provincial(point.province),
      to: point.depotId,
      ...line,
      at: point.pilot ? `${pilotDay}T07:00:00+02:00` : '2020-06-15T15:00:00+02:00',
      by: staffIdOf(point.province),
      reason: null,
    }));
}

interface Expected {
  readonly depot: string;
  readonly variant: string;
  readonly quantity: number;
  readonly on: string;
  readonly announcedAt: string;
  readonly note: string;
}

function expectedReceipts({ central, provincial }: Depots, reserve: Need, parcels: number): Expected[] {
  const { province, part } = shortOfAprons;
  const lacking = (reserve.get(province)?.entitled ?? 0) * 50 * (1 - part);
  const tenth = Math.ceil(parcels / 10);
  return [
    { depot: central, variant: 'surgical-masks', quantity: tenth * 1_000, ...underWay.masks },
    { depot: central, variant: 'gloves-m', quantity: tenth * 200, ...underWay.gloves },
    { depot: provincial(province), variant: 'aprons', quantity: Math.ceil(lacking / 500) * 500, ...underWay.aprons },
  ].filter(({ quantity }) => quantity > 0);
}

async function announceReceipts(client: pg.ClientBase, expected: readonly Expected[]): Promise<void> {
  await copyRows(
    client,
    'expected_receipt',
    ['id', 'depot_id', 'variant_code', 'quantity', 'expected_on', 'note', 'announced_by_id', 'announced_at'],
    expected
      .toSorted((a, b) => a.announcedAt.localeCompare(b.announcedAt))
      .map(({ depot, variant, quantity, on, note, announcedAt }, index) => [
        sampleId('expectedReceipt', index + 1),
        depot,
        variant,
        quantity,
        on,
        note,
        firstAdministrator,
        announcedAt,
      ]),
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
     SELECT e.announced_at, e.announced_by_id, 'user', 'stock.announce', 'depot', d.id, d.province_code,
            jsonb_build_object('variant', e.variant_code, 'quantity', e.quantity, 'expectedOn', e.expected_on,
                               'to', d.id, 'announcement', e.id)
       FROM expected_receipt e JOIN depot d ON d.id = e.depot_id
      ORDER BY e.id`,
  );
}

async function insertMovements(client: pg.ClientBase, movements: readonly Movement[]): Promise<void> {
  const inOrder = movements.toSorted((a, b) => a.at.localeCompare(b.at));
  const { rows } = await client.query<{ variant_code: string; id: string }>(`SELECT variant_code, id FROM lot`);
  const lots = new Map(rows.map(({ variant_code, id }) => [variant_code, id]));
  await copyRows(
    client,
    'stock_movement',
    ['kind', 'from_depot_id', 'to_depot_id', 'lot_id', 'quantity', 'reason', 'moved_by_id', 'moved_at', 'recorded_at'],
    inOrder.map(({ kind, from, to, variant, quantity, reason, by, at }) => [
      kind,
      from,
      to,
      lots.get(variant) ?? null,
      quantity,
      reason,
      by,
      at,
      at,
    ]),
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
     SELECT m.moved_at, m.moved_by_id, 'user', CASE m.kind WHEN 'RECEIPT' THEN 'stock.receive' ELSE 'stock.transfer' END,
            'depot', d.id, d.province_code,
            jsonb_build_object('variant', l.variant_code, 'quantity', m.quantity, 'from', m.from_depot_id, 'to', m.to_depot_id)
       FROM stock_movement m JOIN depot d ON d.id = m.to_depot_id JOIN lot l ON l.id = m.lot_id
      ORDER BY m.id`,
  );
}

function sum<T>(elements: Iterable<T>, of: (element: T) => number): number {
  let total = 0;
  for (const element of elements) total += of(element);
  return total;
}
