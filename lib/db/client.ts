import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { type Line, openLine } from './line.ts';

type Connections = {
  readonly pool: pg.Pool;
  readonly sidePool: pg.Pool;
  readonly line: Line;
  readonly prisma: PrismaClient;
};

// Next loads server modules more than once (pages, actions, instrumentation): one pool a process all the same.
const shared = globalThis as typeof globalThis & { portalConnections?: Connections };

function connections(): Connections {
  const known = shared.portalConnections;
  if (known) return known;
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error('DATABASE_URL is not set');
  const pool = new pg.Pool({ connectionString, max: Number(process.env.DATABASE_POOL ?? 16) });
  // A connection lost while idle is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => {});
  const sidePool = new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true });
  sidePool.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const made = { pool, sidePool, line: openLine(connectionString), prisma };
  shared.portalConnections = made;
  return made;
}

/** Prisma's client, over the process's one pool; made at first use, so that a build needs no database. */
export function getDb(): PrismaClient {
  return connections().prisma;
}

/** The same pool, for the few hot statements that are one round trip and gain from being sent plainly. */
export function getPool(): pg.Pool {
  return connections().pool;
}

/**
 * One connection for the short reads that a command makes in the middle of its transaction without being part of it: the
 * clock, the settings of a queue. From the pool itself they could wait for each other's transactions until all time out.
 */
export function getSidePool(): pg.Pool {
  return connections().sidePool;
}

/**
 * The one connection of the process that the hottest look-ups share, for what a country asks at once; what may be sent
 * over it says `openLine`.
 */
export function getLine(): Line {
  return connections().line;
}

/** Ends all connections; for the command line and the tests. */
export async function closeConnections(): Promise<void> {
  const known = shared.portalConnections;
  if (!known) return;
  delete shared.portalConnections;
  await known.prisma.$disconnect();
  await Promise.all([known.pool.end(), known.sidePool.end(), known.line.end()]);
}
