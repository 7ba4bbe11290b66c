import { getPool } from '#lib/db/client.ts';

/** Adds up what the counts of entitlements have gathered since the last time, so that reading them stays quick. */
export async function foldCounts(): Promise<void> {
  await getPool().query('SELECT fold_entitlement_counts()');
}
