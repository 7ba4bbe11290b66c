import { leaveTrace } from '#lib/audit/leave-trace.ts';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Page, pageOf } from '#lib/shared/paging.ts';
import {
  type ContradictionFilter,
  type ContradictionKind,
  type ContradictionState,
  choicesOf,
  type StoredSide,
  settlementSchema,
  sidesSchema,
} from './schema.ts';

export const contradictionsPageSize = 50;

/** One side, with the name of its file; no file where a register says nothing, or the portal's own file of a provider does. */
export type ContradictionSide = StoredSide & { readonly fileName: string | null };

export type ContradictionView = {
  readonly id: string;
  readonly kind: ContradictionKind;
  readonly state: ContradictionState;
  readonly sides: readonly ContradictionSide[];
  /** What it can be settled by: keys of sides, and what else this kind knows. */
  readonly choices: readonly string[];
  readonly providerId: string | null;
  /** ISO instants, business time. */
  readonly seenAt: string;
  readonly goneAt: string | null;
  readonly settled: {
    readonly at: string;
    /** Null for an administrator whose login is gone. */
    readonly byName: string | null;
    readonly choice: string;
    readonly reason: string;
  } | null;
};

export type ContradictionList = Page<ContradictionView> & {
  /** Of each state, whatever the filter; `gone` are those the registers no longer say, settled or not. */
  readonly counts: Readonly<Record<ContradictionState, number>>;
  /** Of each kind in the filter's state. */
  readonly kinds: Readonly<Record<ContradictionKind, number>>;
};

const ofState: Readonly<Record<ContradictionState, Prisma.ContradictionWhereInput>> = {
  open: { settledAt: null, goneAt: null },
  settled: { settledAt: { not: null }, goneAt: null },
  gone: { goneAt: { not: null } },
};

/** The same in SQL, as the index of the open ones has it. */
const isOfState: Readonly<Record<ContradictionState, string>> = {
  open: 'settled_at IS NULL AND gone_at IS NULL',
  settled: 'settled_at IS NOT NULL AND gone_at IS NULL',
  gone: 'gone_at IS NOT NULL',
};

/** What either side says of a person, read along: those of one state are some thousands. */
const says = (text: string) => `EXISTS (
  SELECT FROM jsonb_array_elements(sides) AS s (side)
   WHERE strpos(lower(concat_ws(' ', side #>> '{says,givenName}', side #>> '{says,familyName}', side #>> '{says,givenName}',
                                     side #>> '{says,postcode}', side #>> '{says,municipality}')), lower(${text})) > 0)`;

const included = { settledBy: { select: { name: true, email: true } } } as const;

/** What registers contradict each other in, those seen first first, fifty a page from 1; administrators only. */
export async function listContradictions(
  actor: Actor,
  filter: ContradictionFilter,
  page: number,
): Promise<ContradictionList> {
  mustBeAdministrator(actor, 'contradictions');
  const db = getDb();
  const [{ rows: ids, ...pages }, open, settled, gone, byKind] = await Promise.all([
    pageOf({ page, size: contradictionsPageSize }, ({ limit, offset }) => findIds(filter, limit, offset)),
    db.contradiction.count({ where: ofState.open }),
    db.contradiction.count({ where: ofState.settled }),
    db.contradiction.count({ where: ofState.gone }),
    db.contradiction.groupBy({ by: ['kind'], where: ofState[filter.state], _count: { _all: true } }),
  ]);
  const countOf = (kind: ContradictionKind) => byKind.find((row) => row.kind === kind)?._count._all ?? 0;
  return {
    rows: await loadViews(ids),
    ...pages,
    counts: { open, settled, gone },
    kinds: {
      TWO_DOMICILES: countOf('TWO_DOMICILES'),
      NUMBER_ON_TWO_PEOPLE: countOf('NUMBER_ON_TWO_PEOPLE'),
      ACTIVITY_WITHOUT_REGISTRATION: countOf('ACTIVITY_WITHOUT_REGISTRATION'),
    },
  };
}

const batch = 1_000;

/** Those of a filter for a file, so many at a time, and leaves a trace of who took it; administrators only. */
export async function downloadContradictions(
  actor: Actor,
  filter: ContradictionFilter,
): Promise<AsyncGenerator<readonly ContradictionView[]>> {
  mustBeAdministrator(actor, 'contradictions');
  await leaveTrace(actor, {
    action: 'contradiction.download',
    subject: { type: 'contradictions', id: filter.state },
    details: { kind: filter.kind ?? null, ...(filter.q !== undefined && { searched: true }) },
  });
  return batchesOf(filter);
}

async function* batchesOf(filter: ContradictionFilter): AsyncGenerator<readonly ContradictionView[]> {
  for (let after: string | null = null; ; ) {
    const ids: readonly string[] = await findNextIds(filter, after);
    if (ids.length > 0) yield await loadViews(ids);
    if (ids.length < batch) return;
    after = ids.at(-1) ?? null;
  }
}

const matches = ({ state }: ContradictionFilter) => `
  ${isOfState[state]} AND ($1::text IS NULL OR kind::text = $1) AND ($2::text IS NULL OR ${says('$2')})`;

async function findIds(
  filter: ContradictionFilter,
  limit: number,
  offset: number,
): Promise<Pick<Page<string>, 'rows' | 'total'>> {
  const [found, counted] = await Promise.all([
    getPool().query<{ id: string }>(
      `SELECT id FROM contradiction WHERE ${matches(filter)} ORDER BY kind, seen_at, id LIMIT $3 OFFSET $4`,
      [filter.kind ?? null, filter.q ?? null, limit, offset],
    ),
    getPool().query<{ total: number }>(`SELECT count(*)::int AS total FROM contradiction WHERE ${matches(filter)}`, [
      filter.kind ?? null,
      filter.q ?? null,
    ]),
  ]);
  return { rows: found.rows.map(({ id }) => id), total: counted.rows[0]?.total ?? 0 };
}

async function findNextIds(filter: ContradictionFilter, after: string | null): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT id FROM contradiction
      WHERE ${matches(filter)}
        AND ($3::uuid IS NULL OR (kind, seen_at, id) > (SELECT kind, seen_at, id FROM contradiction WHERE id = $3))
      ORDER BY kind, seen_at, id LIMIT ${batch}`,
    [filter.kind ?? null, filter.q ?? null, after],
  );
  return rows.map(({ id }) => id);
}

/** In the order of their ids as given. */
async function loadViews(ids: readonly string[]): Promise<readonly ContradictionView[]> {
  const found = await getDb().contradiction.findMany({ where: { id: { in: [...ids] } }, include: included });
  const views = new Map((await withFiles(found)).map((view) => [view.id, view]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

/** One of them, with both sides; undefined where there is none of this id. Administrators only. */
export async function findContradiction(actor: Actor, id: string): Promise<ContradictionView | undefined> {
  mustBeAdministrator(actor, 'contradictions');
  const found = await getDb().contradiction.findUnique({ where: { id }, include: included });
  return found ? (await withFiles([found]))[0] : undefined;
}

type Found = Prisma.ContradictionGetPayload<{ include: typeof included }>;

async function withFiles(found: readonly Found[]): Promise<readonly ContradictionView[]> {
  const stored = found.map((contradiction) => ({ contradiction, sides: sidesSchema.parse(contradiction.sides) }));
  const ids = stored.flatMap(({ sides }) => sides.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])));
  const files = await getDb().sourceFile.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, fileName: true },
  });
  const names = new Map(files.map(({ id, fileName }) => [id, fileName]));
  return stored.map(({ contradiction, sides }) => ({
    id: contradiction.id,
    kind: contradiction.kind,
    state: contradiction.goneAt ? 'gone' : contradiction.settledAt ? 'settled' : 'open',
    sides: sides.map((side) => ({ ...side, fileName: names.get(side.fileId ?? '') ?? null })),
    choices: choicesOf(contradiction.kind, sides),
    providerId: contradiction.providerId,
    seenAt: contradiction.seenAt.toISOString(),
    goneAt: contradiction.goneAt?.toISOString() ?? null,
    settled: settledOf(contradiction),
  }));
}

function settledOf({ settledAt, settledBy, settlement, reason }: Found): ContradictionView['settled'] {
  if (!settledAt) return null;
  return {
    at: settledAt.toISOString(),
    byName: settledBy ? (settledBy.name ?? settledBy.email) : null,
    choice: settlementSchema.parse(settlement).choice,
    reason: reason ?? '',
  };
}
