import type pg from 'pg';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { runAtOnce } from '#lib/runs/run-at-once.ts';
import { keysAndIndexesOf, layingAtTheEnd } from './bulk-load.ts';
import { setBusinessTime } from './load-claims.ts';
import { masksServedAt, type SampleRound, sampleRounds } from './sample-rounds.ts';
import { firstAdministrator } from './sample-users.ts';
import type { StoredProvider } from './stored-sample.ts';

const asAdministrator = { requestedById: firstAdministrator } as const;

/** Decides everyone and publishes, each at its moment of the story, as the taskforce does it. Gives the run that decided. */
export async function loadRound(client: pg.ClientBase, round: SampleRound): Promise<string> {
  const { programme, asOf, decidedAt, publishedAt, professions } = round;
  await setBusinessTime(client, decidedAt);
  const { runId } = await layingAtTheEnd(client, await keysAndIndexesOf(client, ['decision']), () =>
    runAtOnce(client, runHandlers.DECIDE, {
      kind: 'DECIDE',
      input: { programmeCode: programme, asOf },
      ...asAdministrator,
    }),
  );
  await setBusinessTime(client, publishedAt);
  await runAtOnce(client, runHandlers.PUBLISH, {
    kind: 'PUBLISH',
    input: { decideRunId: runId, professions },
    ...asAdministrator,
  });
  return runId;
}

/**
 * Serves the emergency masks that were delivered before the story begins. The triggers that serve an
 * entitlement row by row are off for that: what they guarantee is then asked of all rows at once.
 */
export async function serveMasks(client: pg.ClientBase, providers: readonly StoredProvider[]): Promise<void> {
  const served = providers.flatMap(({ id, serial, area }) => {
    const at = masksServedAt(serial, area.province);
    return at === null ? [] : [{ id, at }];
  });
  const rowByRow = (mode: 'DISABLE' | 'ENABLE') =>
    client.query(`
      ALTER TABLE entitlement_debit ${mode} TRIGGER entitlement_debit_serves;
      ALTER TABLE entitlement ${mode} TRIGGER entitlement_status_guard`);
  await rowByRow('DISABLE');
  await client.query(
    `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at, organisation_id)
     SELECT e.id, e.channel, s.at, e.organisation_id
       FROM unnest($1::uuid[], $2::timestamptz[]) AS s (provider_id, at)
       JOIN entitlement e ON e.provider_id = s.provider_id AND e.programme_code = $3`,
    [served.map(({ id }) => id), served.map(({ at }) => at), sampleRounds.masks.programme],
  );
  await client.query(
    `UPDATE entitlement e SET status = 'SERVED', updated_at = d.debited_at
       FROM entitlement_debit d WHERE d.entitlement_id = e.id AND e.status <> 'SERVED'`,
  );
  await rowByRow('ENABLE');
  await requireDebitsToServe(client);
}

async function requireDebitsToServe(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong
       FROM entitlement e FULL JOIN entitlement_debit d ON d.entitlement_id = e.id
      WHERE (e.status = 'SERVED') IS DISTINCT FROM (d.entitlement_id IS NOT NULL)
         OR d.channel <> e.channel`,
  );
  if (rows[0]?.wrong !== 0) throw new Error(`${rows[0]?.wrong} entitlements and debits of the sample disagree`);
}
