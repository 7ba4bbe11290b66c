import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { person } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { isDemonstration, loadStory } from '#lib/demo/demonstration.ts';
import { signInAs } from '#lib/demo/sign-in-as.ts';
import { stepClock } from '#lib/demo/step-clock.ts';
import { storySteps } from '#lib/demo/story.ts';
import { businessNow } from '#lib/shared/clock.ts';
import { queues } from '#lib/shared/queues.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addStaff, setPortalEnvironment } from '../support/people.ts';

let database: TestDatabase;

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  await addStaff('administrator@demo.invalid');
});

afterEach(() => {
  delete process.env.PORTAL_DEMONSTRATION;
});

const jobsIn = async (queue: string) => {
  const [row] = await database.asOwner<{ count: string }>(`SELECT count(*) FROM pgboss.job WHERE name = $1`, [queue]);
  return Number(row?.count);
};

describe('where nothing is a demonstration', () => {
  it('[CLOCK-01] neither the clock moves nor anybody signs in by a click', async () => {
    const refusal = { ok: false, refusal: { code: 'not-a-demonstration' } };
    expect(await stepClock(person, 'pickup')).toEqual(refusal);
    expect(await signInAs('administrator', 'fr')).toEqual(refusal);
    // The process alone does not make one: the database has the last word.
    process.env.PORTAL_DEMONSTRATION = '1';
    expect(await isDemonstration()).toBe(false);
    expect(await stepClock(person, 'pickup')).toEqual(refusal);
    expect(await signInAs('administrator', 'fr')).toEqual(refusal);
    await expect(database.asApp(`SELECT step_business_clock('2020-07-06')`)).rejects.toThrow(/moves only in a demonst/);
    expect(await getDb().verificationToken.count()).toBe(0);
  });
});

describe('in a demonstration', () => {
  beforeAll(async () => {
    await database.asOwner(`UPDATE business_clock SET demonstration = true`);
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // What was read of the clock is kept for a second.
  });

  it('[CLOCK-02] the clock goes to each day and back, everywhere at once, and what became due is done', async () => {
    process.env.PORTAL_DEMONSTRATION = '1';
    for (const { key, at } of [...storySteps, ...storySteps.toReversed()]) {
      const before = await jobsIn(queues.remindBooked);
      expect(await stepClock(person, key)).toEqual({ ok: true, value: undefined });
      const story = await loadStory();
      expect(story.steps.filter(({ current }) => current).map(({ value }) => value)).toEqual([key]);
      expect(Math.abs((await businessNow()).epochMilliseconds - Date.parse(at))).toBeLessThan(2_000);
      const [row] = await database.asApp<{ now: Date }>('SELECT business_now() AS now');
      expect(Math.abs((row?.now.getTime() ?? 0) - Date.parse(at))).toBeLessThan(2_000);
      expect(await jobsIn(queues.remindBooked)).toBe(before + 1);
    }
    const steps = await getDb().auditEntry.findMany({ where: { action: 'clock.step' }, orderBy: { id: 'asc' } });
    expect(steps.map(({ subjectId }) => subjectId)).toEqual(
      [...storySteps, ...storySteps.toReversed()].map(({ key }) => key),
    );
    expect(await stepClock(person, 'another day')).toMatchObject({ refusal: { code: 'step-unknown' } });
  });

  it('[DEMO-01] a click makes an ordinary link for someone the sample has, and for nobody else', async () => {
    process.env.PORTAL_DEMONSTRATION = '1';
    const result = await signInAs('administrator', 'nl');
    const path = result.ok ? new URL(result.value.callbackPath, 'http://portal.invalid') : undefined;
    expect(path?.pathname).toBe('/api/auth/callback/email');
    expect(path?.searchParams.get('callbackUrl')).toBe('/nl/taskforce');
    expect(await signInAs('dentist', 'nl')).toMatchObject({ refusal: { code: 'person-unknown' } });
    expect(await signInAs('someone else', 'nl')).toMatchObject({ refusal: { code: 'person-unknown' } });
  });
});
