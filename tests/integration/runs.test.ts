import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { findRun, listRuns } from '#lib/runs/queries.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { type RunContext, type RunHandler, type RunHandlers, type RunKind, RunRefused } from '#lib/runs/run.ts';
import { isRunQueued, workOnRuns } from '#lib/runs/work-on-runs.ts';
import { addReviewer } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';
import { emptyRegisters } from '../support/register-world.ts';

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  administrator = await addReviewer();
  await database.asOwner(
    'CREATE TABLE trace (id serial PRIMARY KEY, what text); GRANT ALL ON trace, trace_id_seq TO portal_app',
  );
});

afterEach(async () => {
  await emptyRegisters(database);
  await database.asOwner('TRUNCATE trace');
});

const ask = (input: Readonly<Record<string, unknown>> = {}, kind: RunKind = 'DECIDE') =>
  requestRun(getDb(), administrator, { kind, input });

const unexpected: RunHandler = {
  work: async () => {
    throw new Error('not asked for');
  },
};

function handlers(work: RunHandler['work'], failed?: RunHandler['failed']): RunHandlers {
  const handler: RunHandler = failed ? { work, failed } : { work };
  return { IMPORT: unexpected, LINK: unexpected, DECIDE: handler, PUBLISH: unexpected };
}

const go = (known: RunHandlers, signal: AbortSignal = new AbortController().signal) => workOnRuns(known, signal);

const leaveTrace = async ({ client, input }: RunContext) => {
  await client.query('INSERT INTO trace (what) VALUES ($1)', [JSON.stringify(input)]);
  return { left: 1 };
};

const traces = async () =>
  (await database.asOwner<{ what: string }>('SELECT what FROM trace ORDER BY id')).map(({ what }) => what);

describe('runs', () => {
  it('[RUN-01] are done one after another in the order asked for, and told with what came of them', async () => {
    const first = await ask({ step: 1 });
    const second = await ask({ step: 2 });
    expect(await isRunQueued()).toBe(true);
    const done = await go(
      handlers(async (context) => {
        context.report('writing', 1, 2);
        return leaveTrace(context);
      }),
    );
    expect(done).toBe(2);
    expect(await traces()).toEqual(['{"step":1}', '{"step":2}']);
    expect(await findRun(administrator, first)).toMatchObject({
      kind: 'DECIDE',
      state: 'DONE',
      result: { left: 1 },
      failure: null,
      progress: { step: 'writing', done: 1, total: 2 },
    });
    expect((await listRuns(administrator, 'DECIDE', 5)).map(({ id }) => id)).toEqual([second, first]);
    await expect(findRun(systemActor('test'), first)).rejects.toThrow();
    expect(await isRunQueued()).toBe(false);
  });

  it('[RUN-02] are done once each, however many work on them', async () => {
    for (let step = 1; step <= 4; step += 1) await ask({ step });
    const slowly = handlers(async (context) => {
      await pause(20);
      return leaveTrace(context);
    });
    // Whoever finds another at work leaves it to them.
    const rounds = await Promise.all([go(slowly), go(slowly), go(slowly)]);
    const rest = await go(slowly);
    expect(rounds.reduce((sum, count) => sum + count, rest)).toBe(4);
    expect((await traces()).toSorted()).toEqual([1, 2, 3, 4].map((step) => `{"step":${step}}`));
  });

  it('[RUN-03] keep nothing of what was refused, and say why', async () => {
    const id = await ask();
    await go(
      handlers(
        async (context) => {
          await leaveTrace(context);
          throw new RunRefused('nothing-to-decide', { programme: 'test' });
        },
        async ({ client }, failure) => {
          await client.query('INSERT INTO trace (what) VALUES ($1)', [`failed: ${failure.code}`]);
        },
      ),
    );
    expect(await traces()).toEqual(['failed: nothing-to-decide']);
    expect(await findRun(administrator, id)).toMatchObject({
      state: 'FAILED',
      failure: { code: 'nothing-to-decide', params: { programme: 'test' } },
    });
  });

  it('[RUN-03] that fail three times unexpectedly are given up, and not begun a fourth time', async () => {
    const id = await ask();
    let begun = 0;
    const failing = handlers(async (context) => {
      begun += 1;
      await leaveTrace(context);
      throw new Error('out of order');
    });
    await expect(go(failing)).rejects.toThrow('out of order');
    await expect(go(failing)).rejects.toThrow('out of order');
    expect(await findRun(administrator, id)).toMatchObject({ state: 'QUEUED' });
    expect(await go(failing)).toBe(1);
    expect(await findRun(administrator, id)).toMatchObject({ state: 'FAILED', failure: { code: 'unexpected' } });
    expect(await go(failing)).toBe(0);
    expect([begun, await traces()]).toEqual([3, []]);
  });

  it('[RUN-03] that ended their process three times are given up without beginning', async () => {
    const id = await ask();
    await database.asOwner(
      `INSERT INTO run_progress (run_id, attempts, step, done, at) VALUES ($1, 3, 'begin', 0, now())`,
      [id],
    );
    expect(await go(handlers(leaveTrace))).toBe(1);
    expect(await traces()).toEqual([]);
    expect(await findRun(administrator, id)).toMatchObject({
      state: 'FAILED',
      failure: { code: 'gave-up', params: { attempts: 3 } },
    });
  });

  it('[RUN-04] that were stopped leave nothing, and begin again', async () => {
    const id = await ask();
    const stopping = new AbortController();
    const stopped = go(
      handlers(async (context) => {
        await leaveTrace(context);
        stopping.abort();
        return {};
      }),
      stopping.signal,
    );
    await expect(stopped).rejects.toThrow();
    expect(await traces()).toEqual([]);
    expect(await findRun(administrator, id)).toMatchObject({ state: 'QUEUED', progress: { step: 'begin' } });
    expect(await go(handlers(leaveTrace))).toBe(1);
    expect(await findRun(administrator, id)).toMatchObject({ state: 'DONE' });
  });

  it('[RUN-04] whose connection is lost begin again', async () => {
    const id = await ask();
    const lost = go(
      handlers(async (context) => {
        const { rows } = await context.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await leaveTrace(context);
        await terminate(rows[0]?.pid);
        await leaveTrace(context);
        return {};
      }),
    );
    await expect(lost).rejects.toThrow();
    expect(await findRun(administrator, id)).toMatchObject({ state: 'QUEUED' });
    expect(await go(handlers(leaveTrace))).toBe(1);
    expect(await traces()).toEqual(['{}']);
  });

  async function terminate(pid: number | undefined): Promise<void> {
    await database.asApp('SELECT pg_terminate_backend($1)', [pid]);
  }

  it.each([
    ['run_finished_when_not_queued', `INSERT INTO run (kind, input, state) VALUES ('LINK', '{}', 'DONE')`],
    ['run_finished_when_not_queued', `INSERT INTO run (kind, input, finished_at) VALUES ('LINK', '{}', now())`],
    ['run_failure_is_said', `INSERT INTO run (kind, input, state, finished_at) VALUES ('LINK', '{}', 'FAILED', now())`],
    ['run_failure_is_said', `INSERT INTO run (kind, input, failure) VALUES ('LINK', '{}', '{"code":"x"}')`],
    [
      'run_finished_is_final',
      `WITH made AS (INSERT INTO run (kind, input, state, finished_at) VALUES ('LINK', '{}', 'DONE', now()) RETURNING id) SELECT id FROM made`,
    ],
    [
      'run_progress_attempts_positive',
      `WITH made AS (INSERT INTO run (kind, input) VALUES ('LINK', '{}') RETURNING id)
       INSERT INTO run_progress (run_id, attempts, step, done, at) SELECT id, 0, 'begin', 0, now() FROM made`,
    ],
  ])('[RUN-05] the database refuses by %s', async (constraint, statement) => {
    const broken =
      constraint === 'run_finished_is_final'
        ? database.asOwner(statement).then(() => database.asOwner(`UPDATE run SET result = '{}' WHERE state = 'DONE'`))
        : database.asOwner(statement);
    await expect(broken).rejects.toThrow(constraint);
  });
});
