import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { scopeOf } from './queries.ts';
import type { LedgerFilter, movementKinds } from './schema.ts';

export type MovementEntry = {
  readonly id: string;
  readonly kind: (typeof movementKinds)[number];
  readonly movedAt: Date;
  readonly fromName: string;
  readonly fromKind: string;
  readonly toName: string;
  readonly toKind: string;
  readonly variantCode: string;
  readonly quantity: number;
  readonly reason: string | null;
};

export type LedgerPage = {
  readonly depotName: string;
  readonly entries: readonly MovementEntry[];
  /** The entry before which the next page begins; none on the last. */
  readonly next: string | undefined;
  /** Codes of all items in their sizes, to choose from. */
  readonly variantCodes: readonly string[];
};

/** The ledger of one depot the actor may see, newest first, a page at a time by id: it is never counted. */
export async function getLedgerOfDepot(
  actor: Actor,
  depotId: string,
  page: { readonly filter?: LedgerFilter | undefined; readonly before?: string | undefined; readonly size: number },
): Promise<LedgerPage> {
  // Nothing of a depot is read before it is known to be the actor's.
  const depotName = await getDepotName(actor, depotId);
  const [found, variants] = await Promise.all([
    findMovements(depotId, page.filter ?? {}, page.before, page.size + 1),
    getPool().query<{ code: string }>({
      name: 'variant-codes',
      text: `SELECT v.code FROM item_variant v JOIN item i ON i.code = v.item_code ORDER BY i.position, v.position`,
    }),
  ]);
  const entries = found.slice(0, page.size);
  return {
    depotName,
    entries,
    next: found.length > page.size ? entries.at(-1)?.id : undefined,
    variantCodes: variants.rows.map(({ code }) => code),
  };
}

const batch = 5_000;

/** The whole ledger of one depot the actor may see, as it is filtered, so many movements at a time. */
export async function openLedgerOfDepot(
  actor: Actor,
  depotId: string,
  filter: LedgerFilter,
): Promise<{ readonly depotName: string; readonly batches: AsyncGenerator<readonly MovementEntry[]> }> {
  return { depotName: await getDepotName(actor, depotId), batches: batchesOf(depotId, filter) };
}

async function* batchesOf(depotId: string, filter: LedgerFilter): AsyncGenerator<readonly MovementEntry[]> {
  for (let before: string | undefined; ; ) {
    const entries: readonly MovementEntry[] = await findMovements(depotId, filter, before, batch);
    if (entries.length > 0) yield entries;
    if (entries.length < batch) return;
    before = entries.at(-1)?.id;
  }
}

/** Depots of ours alone have a ledger: what all providers of the country received is none. */
async function getDepotName(actor: Actor, depotId: string): Promise<string> {
  const { rows } = await getPool().query<{ name: string }>({
    name: 'depot-in-scope',
    text: `
      SELECT name FROM depot
       WHERE id = $1 AND kind IN ('CENTRAL', 'PROVINCIAL', 'LOCAL')
         AND ($2::text[] IS NULL OR province_code = ANY ($2))`,
    values: [depotId, scopeOf(actor) ?? null],
  });
  const [depot] = rows;
  if (!depot) throw new NotAllowed('depot');
  return depot.name;
}

type MovementRow = {
  id: string;
  kind: MovementEntry['kind'];
  moved_at: Date;
  from_name: string;
  from_kind: string;
  to_name: string;
  to_kind: string;
  variant_code: string;
  quantity: number;
  reason: string | null;
};

const startOf = (day: string) => `((${day})::timestamp AT TIME ZONE '${businessTimeZone}')`;

/**
 * One direction, read backwards along its index and cut before both are put together. A filter is looked at row by row
 * on that way: at worst it reads the one depot's ledger, which a few hundred thousand movements are the end of.
 */
const side = (own: 'from_depot_id' | 'to_depot_id', other: 'from_depot_id' | 'to_depot_id') => `
  (SELECT * FROM stock_movement
    WHERE ${own} = $1 AND ($2::bigint IS NULL OR id < $2)
      AND ($4::text IS NULL OR kind::text = $4)
      AND ($5::text IS NULL OR lot_id IN (SELECT id FROM lot WHERE variant_code = $5))
      AND ($6::date IS NULL OR moved_at >= ${startOf('$6::date')})
      AND ($7::date IS NULL OR moved_at < ${startOf('$7::date + 1')})
      AND ($8::text IS NULL OR strpos(lower(reason), lower($8)) > 0
           OR ${other} IN (SELECT id FROM depot
                            WHERE kind IN ('CENTRAL', 'PROVINCIAL', 'LOCAL') AND strpos(lower(name), lower($8)) > 0))
    ORDER BY id DESC LIMIT $3)`;

async function findMovements(
  depotId: string,
  { kind, item, from, until, q }: LedgerFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly MovementEntry[]> {
  const { rows } = await getPool().query<MovementRow>({
    name: 'movements-of-depot',
    text: `
      WITH latest AS (${side('from_depot_id', 'to_depot_id')} UNION ALL ${side('to_depot_id', 'from_depot_id')})
      SELECT m.id, m.kind, m.moved_at, f.name AS from_name, f.kind AS from_kind, t.name AS to_name, t.kind AS to_kind,
             l.variant_code, m.quantity, m.reason
        FROM latest m
        JOIN depot f ON f.id = m.from_depot_id
        JOIN depot t ON t.id = m.to_depot_id
        JOIN lot l ON l.id = m.lot_id
       ORDER BY m.id DESC LIMIT $3`,
    values: [depotId, before ?? null, limit, kind ?? null, item ?? null, from ?? null, until ?? null, q ?? null],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    movedAt: row.moved_at,
    fromName: row.from_name,
    fromKind: row.from_kind,
    toName: row.to_name,
    toKind: row.to_kind,
    variantCode: row.variant_code,
    quantity: row.quantity,
    reason: row.reason,
  }));
}
