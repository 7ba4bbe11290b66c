import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
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

export type ContradictionList = {
  readonly rows: readonly ContradictionView[];
  readonly total: number;
  readonly pageCount: number;
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

const included = { settledBy: { select: { name: true, email: true } } } as const;

/** What registers contradict each other in, those seen first first, fifty a page from 1; administrators only. */
export async function listContradictions(
  actor: Actor,
  filter: ContradictionFilter,
  page: number,
): Promise<ContradictionList> {
  requireAdministrator(actor);
  const db = getDb();
  const where = { ...ofState[filter.state], ...(filter.kind ? { kind: filter.kind } : {}) };
  const [found, total, open, settled, gone, byKind] = await Promise.all([
    db.contradiction.findMany({
      where,
      orderBy: [{ kind: 'asc' }, { seenAt: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * contradictionsPageSize,
      take: contradictionsPageSize,
      include: included,
    }),
    db.contradiction.count({ where }),
    db.contradiction.count({ where: ofState.open }),
    db.contradiction.count({ where: ofState.settled }),
    db.contradiction.count({ where: ofState.gone }),
    db.contradiction.groupBy({ by: ['kind'], where: ofState[filter.state], _count: { _all: true } }),
  ]);
  const countOf = (kind: ContradictionKind) => byKind.find((row) => row.kind === kind)?._count._all ?? 0;
  return {
    rows: await withFiles(found),
    total,
    pageCount: Math.max(1, Math.ceil(total / contradictionsPageSize)),
    counts: { open, settled, gone },
    kinds: {
      TWO_DOMICILES: countOf('TWO_DOMICILES'),
      NUMBER_ON_TWO_PEOPLE: countOf('NUMBER_ON_TWO_PEOPLE'),
      ACTIVITY_WITHOUT_REGISTRATION: countOf('ACTIVITY_WITHOUT_REGISTRATION'),
    },
  };
}

/** One of them, with both sides; undefined where there is none of this id. Administrators only. */
export async function findContradiction(actor: Actor, id: string): Promise<ContradictionView | undefined> {
  requireAdministrator(actor);
  const found = await getDb().contradiction.findUnique({ where: { id }, include: included });
  return found ? (await withFiles([found]))[0] : undefined;
}

function requireAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw new NotAllowed('contradictions');
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
