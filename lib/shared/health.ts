import { getPool } from '#lib/db/client.ts';
import { log } from './log.ts';

export type Health = {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unreachable' | 'not migrated';
  /** Whole milliseconds that the database took to answer. */
  readonly databaseMs: number;
};

const patienceMs = 3_000;

/** Whether this process can serve: its database answers within three seconds, and has its tables. No secrets. */
export async function readHealth(): Promise<Health> {
  const begun = performance.now();
  const database = await askDatabase();
  return {
    status: database === 'ok' ? 'ok' : 'unavailable',
    database,
    databaseMs: Math.round(performance.now() - begun),
  };
}

async function askDatabase(): Promise<Health['database']> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database did not answer in time')), patienceMs);
  });
  try {
    await Promise.race([getPool().query('SELECT 1 FROM business_clock WHERE id = 1'), patience]);
    return 'ok';
  } catch (error) {
    log.warn({ err: error }, 'health: the database does not serve');
    const tableMissing = typeof error === 'object' && error !== null && 'code' in error && error.code === '42P01';
    return tableMissing ? 'not migrated' : 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}
