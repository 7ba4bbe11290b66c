import { beforeAll, describe, expect, it } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { listDecideRuns, listDecideRunsForExport } from '#lib/eligibility/decide-runs.ts';
import { sumCells } from '#lib/eligibility/preview.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { createTestDatabase } from '../support/database.ts';
import { seedDecideWorld } from '../support/decide-world.ts';

const reserve = 'strategic-reserve-2020';
const masks = 'dentist-ffp2-2020';
const administrator: UserActor = {
  kind: 'user',
  userId: '00000000-0000-4000-8000-000000000000',
  email: 'administrator@test.invalid',
  name: null,
  language: 'fr',
  isAdministrator: true,
  provinces: [],
  organisations: [],
  providerId: null,
};

const ids: string[] = [];

async function ask(programmeCode: string, asOf?: string): Promise<void> {
  const requested = await requestDecisions(systemActor('test'), { programmeCode, asOf });
  if (!requested.ok) throw new Error(requested.refusal.code);
  ids.unshift(requested.value.runId);
}

beforeAll(async () => {
  await seedDecideWorld(await createTestDatabase(), 120);
  await ask(reserve);
  await ask(reserve);
  await ask(masks);
  await workOnRuns(runHandlers, new AbortController().signal);
  await ask(reserve);
});

describe('the runs of decisions', () => {
  const page = (page: number, filter = {}) => listDecideRuns(administrator, { page, size: 3, ...filter });

  it('[DECIDE-23] are paged, the newest first, with what they came to', async () => {
    const [first, second] = [await page(1), await page(2)];
    expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(ids);
    expect(first).toMatchObject({ total: 4, page: 1, pageCount: 2 });
    expect(await page(7)).toEqual(second);
    expect(first.runs[0]).toMatchObject({ state: 'QUEUED', programmeCode: reserve, finishedAt: null, result: null });
    for (const { id, result } of [...first.runs.slice(1), ...second.runs]) {
      const run = await getDb().run.findUniqueOrThrow({ where: { id } });
      const { cells, needs, persons, ruleSet } = decideResultSchema.parse(run.result);
      expect(result).toEqual({
        ...sumCells(cells),
        persons,
        ruleSetVersion: ruleSet.version,
        parcels: needs.reduce((sum, { parcels }) => sum + parcels, 0),
      });
      expect(persons).toBeGreaterThan(100);
    }
  });

  it('[DECIDE-23] are chosen by programme, state and day, and taken along so', async () => {
    const found = async (filter: Parameters<typeof listDecideRunsForExport>[1]) => {
      const exported = (await listDecideRunsForExport(administrator, filter)).map(({ id }) => id);
      expect((await page(1, filter)).runs.map(({ id }) => id)).toEqual(exported.slice(0, 3));
      return exported;
    };
    expect(await found({})).toEqual(ids);
    expect(await found({ programmeCode: masks })).toEqual([ids[1]]);
    expect(await found({ programmeCode: reserve, state: 'DONE' })).toEqual(ids.slice(2));
    expect(await found({ state: 'QUEUED' })).toEqual([ids[0]]);
    expect(await found({ asOf: '2020-06-16' })).toEqual(ids);
    expect(await found({ asOf: '2020-06-15' })).toEqual([]);
  });

  it('[DECIDE-23] are shown to administrators alone', async () => {
    await expect(listDecideRuns(person, { page: 1, size: 3 })).rejects.toThrow(NotAllowed);
    await expect(listDecideRunsForExport(person, {})).rejects.toThrow(NotAllowed);
  });
});
