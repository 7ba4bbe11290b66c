import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { counted, everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';

export type VariantStock = {
  readonly variantCode: string;
  readonly itemCode: string;
  readonly size: string | null;
  /** Pieces. */
  readonly quantity: number;
};

export type DepotStock = {
  readonly id: string;
  readonly kind: 'CENTRAL' | 'PROVINCIAL' | 'LOCAL';
  readonly name: string;
  readonly provinceCode: string | null;
  readonly variants: readonly VariantStock[];
};

export type NeedAgainstStock = {
  readonly itemCode: string;
  /** Pieces in depots of ours. */
  readonly stock: number;
  /** Pieces that open entitlements still call for. */
  readonly need: number;
};

export type ExpectedReceiptView = {
  readonly id: string;
  readonly depotId: string;
  readonly depotName: string;
  readonly depotKind: DepotStock['kind'];
  readonly provinceCode: string | null;
  readonly variantCode: string;
  readonly itemCode: string;
  /** Pieces. */
  readonly quantity: number;
  /** `YYYY-MM-DD`. */
  readonly expectedOn: string;
  readonly note: string | null;
  /** Its day has passed, and it is neither booked in nor called off. */
  readonly overdue: boolean;
};

export type ProvinceStock = {
  /** None for the country's central depot. */
  readonly provinceCode: string | null;
  readonly itemCode: string;
  /** Pieces in its depots: a province's own and those at its points. */
  readonly onHand: number;
  /** Pieces announced to its depots, and not there yet. */
  readonly onTheWay: number;
};

/** The provinces whose stock an actor may see: all (undefined) for administrators, else its own. */
export function scopeOf(actor: Actor): readonly string[] | undefined {
  if (isAdministrator(actor)) return undefined;
  if (actor.kind === 'user' && actor.provinces.length > 0) return actor.provinces;
  throw new NotAllowed('stock');
}

/** A scope narrowed to one province; to none where the province lies outside it. */
function within(scope: readonly string[] | undefined, provinceCode: string | undefined): readonly string[] | undefined {
  if (provinceCode === undefined) return scope;
  return scope === undefined || scope.includes(provinceCode) ? [provinceCode] : [];
}

/**
 * Depots of ours in the actor's scope with all variants, nothing left out: an empty one shows zeros. One province with
 * its points, or, where none is asked for and the actor sees the country, the central and provincial depots.
 */
export async function getDepotStocks(actor: Actor, provinceCode?: string): Promise<readonly DepotStock[]> {
  const provinces = within(scopeOf(actor), provinceCode);
  const kinds = provinces === undefined ? ['CENTRAL', 'PROVINCIAL'] : ['PROVINCIAL', 'LOCAL'];
  const { rows } = await getPool().query<{
    id: string;
    kind: DepotStock['kind'];
    name: string;
    province_code: string | null;
    variants: VariantStock[];
  }>({
    name: 'depot-stocks',
    text: `
      SELECT d.id, d.kind, d.name, d.province_code,
             json_agg(json_build_object('variantCode', v.code, 'itemCode', v.item_code, 'size', v.size,
                                        'quantity', coalesce(b.quantity, 0)) ORDER BY i.position, v.position) AS variants
        FROM depot d
       CROSS JOIN item_variant v
        JOIN item i ON i.code = v.item_code
        LEFT JOIN (SELECT b.depot_id, l.variant_code, sum(b.quantity)::int AS quantity
                     FROM stock_balance b JOIN lot l ON l.id = b.lot_id GROUP BY 1, 2) b
               ON b.depot_id = d.id AND b.variant_code = v.code
       WHERE d.kind::text = ANY ($2) AND ($1::text[] IS NULL OR d.province_code = ANY ($1))
       GROUP BY d.id
       ORDER BY array_position(ARRAY['CENTRAL', 'PROVINCIAL', 'LOCAL'], d.kind::text), d.province_code, d.name`,
    values: [provinces ?? null, kinds],
  });
  return rows.map(({ province_code, ...depot }) => ({ ...depot, provinceCode: province_code }));
}

/**
 * What lies in the actor's depots against what open entitlements of a programme still call for, by item, from kept
 * counts. Groupings and associations count too: their members' parcels come from the same stock.
 */
export async function getNeedAgainstStock(
  actor: Actor,
  programmeCode: string,
  provinceCode?: string,
): Promise<readonly NeedAgainstStock[]> {
  const provinces = within(scopeOf(actor), provinceCode);
  const { rows } = await getPool().query<{ item_code: string; stock: string; need: string }>({
    name: 'need-against-stock',
    text: `
      WITH waiting AS (
        SELECT coalesce(sum(quantity), 0) AS parcels FROM entitlement_count
         WHERE programme_code = $1 AND status IN ('GIVEN', 'BOOKED') AND ($2::text[] IS NULL OR province_code = ANY ($2))
      ), lying AS (
        SELECT v.item_code, sum(b.quantity) AS pieces
          FROM stock_balance b
          JOIN depot d ON d.id = b.depot_id AND ($2::text[] IS NULL OR d.province_code = ANY ($2))
          JOIN lot l ON l.id = b.lot_id
          JOIN item_variant v ON v.code = l.variant_code
         GROUP BY 1
      )
      SELECT k.item_code, coalesce(lying.pieces, 0) AS stock, k.quantity * waiting.parcels AS need
        FROM waiting
       CROSS JOIN (SELECT item_code, quantity FROM kit_line
                    WHERE kit_id = (SELECT id FROM kit WHERE programme_code = $1 ORDER BY version DESC LIMIT 1)) k
        JOIN item i ON i.code = k.item_code
        LEFT JOIN lying ON lying.item_code = k.item_code
       ORDER BY i.position`,
    values: [programmeCode, provinces ?? null],
  });
  return rows.map((row) => ({ itemCode: row.item_code, stock: Number(row.stock), need: Number(row.need) }));
}

type ExpectedQuery = { readonly depotId?: string | undefined; readonly provinceCode?: string | undefined };

/** What is announced to depots in the actor's scope and neither booked in nor called off, the first expected first. */
export async function listExpected(actor: Actor, only: ExpectedQuery = {}): Promise<readonly ExpectedReceiptView[]> {
  return (await readExpected(actor, only, everyRow)).rows;
}

/** One page of it. */
export function findExpected(
  actor: Actor,
  { page, size, ...only }: ExpectedQuery & PageAsked,
): Promise<Page<ExpectedReceiptView>> {
  return pageOf({ page, size }, (range) => readExpected(actor, only, range));
}

async function readExpected(
  actor: Actor,
  only: ExpectedQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ExpectedReceiptView>, 'rows' | 'total'>> {
  const provinces = within(scopeOf(actor), only.provinceCode);
  const { rows: found } = await getPool().query<{
    id: string;
    depot_id: string;
    depot_name: string;
    depot_kind: DepotStock['kind'];
    province_code: string | null;
    variant_code: string;
    item_code: string;
    quantity: number;
    expected_on: string;
    note: string | null;
    overdue: boolean;
    total: number;
  }>({
    name: 'expected-receipts',
    text: `
      SELECT e.id, e.depot_id, d.name AS depot_name, d.kind AS depot_kind, d.province_code, e.variant_code, v.item_code,
             e.quantity, e.expected_on::text, e.note,
             e.expected_on < (business_now() AT TIME ZONE '${businessTimeZone}')::date AS overdue,
             count(*) OVER ()::int AS total
        FROM expected_receipt e
        JOIN depot d ON d.id = e.depot_id
        JOIN item_variant v ON v.code = e.variant_code
        JOIN item i ON i.code = v.item_code
       WHERE e.received_at IS NULL AND e.cancelled_at IS NULL
         AND ($1::text[] IS NULL OR d.province_code = ANY ($1))
         AND ($2::uuid IS NULL OR e.depot_id = $2)
       ORDER BY e.expected_on, d.province_code NULLS FIRST, i.position, v.position, e.id
       LIMIT $3 OFFSET $4`,
    values: [provinces ?? null, only.depotId ?? null, limit, offset],
  });
  const { rows, total } = counted(found);
  const expected = rows.map((row) => ({
    id: row.id,
    depotId: row.depot_id,
    depotName: row.depot_name,
    depotKind: row.depot_kind,
    provinceCode: row.province_code,
    variantCode: row.variant_code,
    itemCode: row.item_code,
    quantity: row.quantity,
    expectedOn: row.expected_on,
    note: row.note,
    overdue: row.overdue,
  }));
  return { rows: expected, total };
}

/**
 * What each province in the actor's scope has and what is on the way to it, by item; for those who see the country its
 * central depot too, before the provinces. Every item is said of each, nothing as zero.
 */
export async function getStockByProvince(actor: Actor): Promise<readonly ProvinceStock[]> {
  const { rows } = await getPool().query<{
    province_code: string | null;
    item_code: string;
    on_hand: string;
    on_the_way: string;
  }>({
    name: 'stock-by-province',
    text: `
      WITH place AS (
        SELECT id, province_code FROM depot
         WHERE kind IN ('CENTRAL', 'PROVINCIAL', 'LOCAL') AND ($1::text[] IS NULL OR province_code = ANY ($1))
      ), pieces AS (
        SELECT p.province_code, l.variant_code, b.quantity AS on_hand, 0 AS on_the_way
          FROM stock_balance b JOIN place p ON p.id = b.depot_id JOIN lot l ON l.id = b.lot_id
        UNION ALL
        SELECT p.province_code, e.variant_code, 0, e.quantity
          FROM expected_receipt e JOIN place p ON p.id = e.depot_id
         WHERE e.received_at IS NULL AND e.cancelled_at IS NULL
      ), held AS (
        SELECT coalesce(p.province_code, '') AS province_code, v.item_code,
               sum(p.on_hand) AS on_hand, sum(p.on_the_way) AS on_the_way
          FROM pieces p JOIN item_variant v ON v.code = p.variant_code
         GROUP BY 1, 2
      )
      SELECT area.province_code, i.code AS item_code,
             coalesce(h.on_hand, 0) AS on_hand, coalesce(h.on_the_way, 0) AS on_the_way
        FROM (SELECT DISTINCT province_code FROM place) area
       CROSS JOIN item i
        LEFT JOIN held h ON h.province_code = coalesce(area.province_code, '') AND h.item_code = i.code
       ORDER BY area.province_code NULLS FIRST, i.position`,
    values: [scopeOf(actor) ?? null],
  });
  return rows.map((row) => ({
    provinceCode: row.province_code,
    itemCode: row.item_code,
    onHand: Number(row.on_hand),
    onTheWay: Number(row.on_the_way),
  }));
}
