import { beforeAll, describe, expect, it } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import { violatedConstraint } from '#lib/db/transaction.ts';
import { groupEveryone } from '#lib/eligibility/decide-everyone.ts';
import { type DecideResult, decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { listDecidedPeople } from '#lib/eligibility/decided-people.ts';
import { findFactsOfProvider } from '#lib/eligibility/facts-of-provider.ts';
import { type RequestDecisionsInput, requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { decider, tallyDecisions } from '#lib/eligibility/tally.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { decide } from '#lib/rules/decide.ts';
import { factsSchema } from '#lib/rules/facts.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { listEligible, seedDecideWorld } from '../support/decide-world.ts';

const programmeCode = 'strategic-reserve-2020';
const asOf = '2020-06-16';
const system = systemActor('test');
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

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDecideWorld(database, 2_000);
});

async function decideNow(
  input: RequestDecisionsInput = { programmeCode },
): Promise<{ runId: string; result: DecideResult }> {
  const requested = await requestDecisions(system, input);
  if (!requested.ok) throw new Error(requested.refusal.code);
  await workOnRuns(runHandlers, new AbortController().signal);
  const { runId } = requested.value;
  const run = await getDb().run.findUniqueOrThrow({ where: { id: runId } });
  expect(run.failure).toBeNull();
  return { runId, result: decideResultSchema.parse(run.result) };
}

const decisionsOf = (runId: string) =>
  database.asApp<{
    provider_id: string;
    profession_code: string;
    outcome: string;
    facts: unknown;
    reasons: unknown;
    missing: string[];
  }>(
    `SELECT provider_id, profession_code, outcome, facts, reasons, missing FROM decision WHERE run_id = $1
      ORDER BY provider_id, profession_code`,
    [runId],
  );

/** Somebody new whose facts are those of another. */
async function addNewcomer(like: string): Promise<string> {
  const [added] = await database.asOwner<{ id: string }>(
    `WITH added AS (
       INSERT INTO provider (given_name, family_name, language, postcode, municipality, province_code)
       SELECT given_name, 'Newcomer', language, postcode, municipality, province_code FROM provider WHERE id = $1
       RETURNING id),
     practising AS (
       INSERT INTO practice (provider_id, profession_code, registered_number, registered)
       SELECT added.id, 'general-practitioner', '99999999999', true FROM added RETURNING id)
     INSERT INTO practice_activity (practice_id, valid_from, valid_until, ambulatory_share, source)
     SELECT practising.id, a.valid_from, a.valid_until, a.ambulatory_share, a.source
       FROM practising, practice p JOIN practice_activity a ON a.practice_id = p.id
      WHERE p.provider_id = $1 AND p.profession_code = 'general-practitioner'
     RETURNING (SELECT id FROM added) AS id`,
    [like],
  );
  if (!added) throw new Error('nobody was added');
  return added.id;
}

const sum = (cells: readonly { practices: number }[]) => cells.reduce((total, { practices }) => total + practices, 0);

describe('a decision on everyone', () => {
  it('[DECIDE-01] decides each practice as the rules decide its facts, and counts them all', async () => {
    const { runId, result } = await decideNow();
    const decisions = await decisionsOf(runId);
    expect(decisions.length).toBe(await getDb().practice.count());
    expect(result.practices).toBe(decisions.length);
    expect(result.persons).toBe(2_000);
    expect(sum(result.cells)).toBe(decisions.length);
    const ruleSet = getRuleSet(programmeCode, 1);
    for (const [index, { facts, outcome, reasons, missing, ...of }] of decisions.entries()) {
      const expected = decide(factsSchema.parse(facts), ruleSet, asOf);
      expect(outcome).toBe(expected.outcome.toUpperCase().replace('-', '_'));
      expect(reasons).toEqual(expected.reasons);
      expect(missing).toEqual(expected.missing);
      if (index % 40 > 0) continue;
      const single = await findFactsOfProvider(getDb(), {
        providerId: of.provider_id,
        professionCode: of.profession_code,
        asOf,
      });
      expect(facts).toEqual(single);
    }
    const outcomes = new Set(result.cells.map((cell) => cell.outcome));
    expect(outcomes).toEqual(new Set(['eligible', 'not-eligible', 'undetermined']));
    const audit = await getDb().auditEntry.findMany({ where: { subjectId: runId } });
    expect(audit.map(({ action }) => action)).toEqual(['decision.decide']);
  });

  it('[DECIDE-02] decides twice the same', async () => {
    const [first, second] = [await decideNow(), await decideNow()];
    expect(await decisionsOf(second.runId)).toEqual(await decisionsOf(first.runId));
    expect(second.result).toEqual(first.result);
  });

  it('[DECIDE-03] needs one parcel for a person who is eligible in two professions', async () => {
    const { runId, result } = await decideNow();
    const [persons] = await database.asApp<{ count: number }>(
      `SELECT count(DISTINCT provider_id)::int AS count FROM decision WHERE run_id = $1 AND outcome = 'ELIGIBLE'`,
      [runId],
    );
    const eligible = sum(result.cells.filter(({ outcome }) => outcome === 'eligible'));
    expect(result.needs.reduce((total, { parcels }) => total + parcels, 0)).toBe(persons?.count);
    expect(eligible).toBeGreaterThan(persons?.count ?? 0);
  });

  it('[DECIDE-04] says who comes in and who goes out against the list in force, and why', async () => {
    const { runId } = await decideNow();
    const midwives = (await decisionsOf(runId)).filter(
      (one) => one.profession_code === 'midwife' && one.outcome === 'ELIGIBLE',
    );
    const [leaving, arriving] = midwives;
    if (!leaving || !arriving) throw new Error('nobody to list');
    await listEligible(database, { runId, professionCode: 'midwife', except: [arriving.provider_id] });
    await database.asOwner(
      `UPDATE practice SET registered = false WHERE provider_id = $1 AND profession_code = 'midwife'`,
      [leaving.provider_id],
    );
    const { runId: later, result } = await decideNow();
    const of = result.cells.filter(({ professionCode }) => professionCode === 'midwife');
    expect(sum(of.filter(({ listed }) => listed))).toBe(midwives.length - 1);
    const out = of.filter(({ listed, outcome }) => listed && outcome !== 'eligible');
    expect(out).toMatchObject([{ outcome: 'not-eligible', failed: ['right-to-practise'], practices: 1 }]);
    expect(sum(of.filter(({ listed, outcome }) => !listed && outcome === 'eligible'))).toBe(1);
    expect(result.arrivals).toMatchObject([
      { professionCode: 'midwife', practices: 1, before: { outcome: 'eligible' } },
    ]);
    const people = async (way: 'in' | 'out') =>
      listDecidedPeople(administrator, { runId: later, professionCode: 'midwife', way, size: 50 });
    expect((await people('in')).people).toMatchObject([
      {
        providerId: arriving.provider_id,
        reasons: [],
        before: { outcome: 'eligible', reasons: [] },
        firstList: false,
      },
    ]);
    expect((await people('out')).people).toMatchObject([
      { providerId: leaving.provider_id, reasons: [{ code: 'right-to-practise-not-held' }] },
    ]);
    await expect(
      listDecidedPeople(person, { runId: later, professionCode: 'midwife', way: 'in', size: 50 }),
    ).rejects.toThrow(NotAllowed);
  });

  it('[DECIDE-04] says of each person who comes in what was decided before, as it counts them', async () => {
    const { runId } = await decideNow();
    await listEligible(database, { runId, professionCode: 'general-practitioner' });
    const others = (await decisionsOf(runId)).filter(
      (one) => one.profession_code === 'general-practitioner' && one.outcome !== 'ELIGIBLE',
    );
    const only = (rule: string, status: string) => {
      const found = others.find(({ reasons }) => {
        const against = (reasons as { rule: string; status: string }[]).filter((reason) => reason.status !== 'met');
        return against.length === 1 && against[0]?.rule === rule && against[0].status === status;
      });
      if (!found) throw new Error(`nobody whose ${rule} is ${status}`);
      return found.provider_id;
    };
    const [failed, unknown] = [only('right-to-practise', 'failed'), only('right-to-practise', 'unknown')];
    await database.asOwner(
      `UPDATE practice SET registered = true
        WHERE provider_id = ANY ($1::uuid[]) AND profession_code = 'general-practitioner'`,
      [[failed, unknown]],
    );
    const newcomer = await addNewcomer(failed);
    const { runId: later, result } = await decideNow();
    // What is decided after the run says nothing of what was before it.
    await decideNow();
    const page = (professionCode: string, after?: string) =>
      listDecidedPeople(administrator, { runId: later, professionCode, way: 'in', after, size: 2 });
    const first = await page('general-practitioner');
    const second = await page('general-practitioner', first.next);
    expect(second.next).toBeUndefined();
    const people = [...first.people, ...second.people];
    const before = new Map(people.map((one) => [one.providerId, one.before]));
    expect(people.map(({ firstList }) => firstList)).toEqual([false, false, false]);
    expect(before.get(newcomer)).toBeNull();
    expect(before.get(failed)).toMatchObject({
      outcome: 'not-eligible',
      reasons: [{ code: 'right-to-practise-not-held' }],
    });
    expect(before.get(unknown)).toMatchObject({
      outcome: 'undetermined',
      reasons: [{ code: 'right-to-practise-unknown' }],
    });
    const counted = result.arrivals.filter(({ professionCode }) => professionCode === 'general-practitioner');
    expect(sum(counted)).toBe(people.length);
    expect((await page('dentist')).people.map(({ firstList }) => firstList)).toEqual([true, true]);
  });

  it('[DECIDE-05] is asked for by administrators, for a day that is not to come and that the rules reach', async () => {
    const refusal = async (input: RequestDecisionsInput, actor: typeof system | typeof person = system) => {
      const result = await requestDecisions(actor, input);
      return result.ok ? 'requested' : result.refusal.code;
    };
    expect(await refusal({ programmeCode }, person)).toBe('not-allowed');
    expect(await refusal({ programmeCode: 'unknown' })).toBe('programme-unknown');
    expect(await refusal({ programmeCode, asOf: '2020-06-17' })).toBe('day-to-come');
    expect(await refusal({ programmeCode, asOf: '2020-05-31' })).toBe('before-the-rules');
    expect(await getDb().run.count({ where: { state: 'QUEUED' } })).toBe(0);
  });

  it('[DECIDE-08] counts the same without keeping anything', async () => {
    const { result } = await decideNow();
    const before = await getDb().decision.count();
    const client = await getPool().connect();
    try {
      await client.query('BEGIN READ ONLY');
      const groups = await groupEveryone(statementsOf(client), { programmeCode, asOf });
      const tally = tallyDecisions(groups, decider(getRuleSet(programmeCode, 1), asOf), programmeCode);
      expect(tally.needs).toEqual(result.needs);
      const sorted = (cells: DecideResult['cells']) => cells.map((cell) => JSON.stringify(cell)).toSorted();
      expect(sorted(tally.cells)).toEqual(sorted(result.cells));
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    expect(await getDb().decision.count()).toBe(before);
  });

  it('[DECIDE-19] names the files of the linking before it, not those that came since', async () => {
    const file = (digit: string) => ({
      register: 'registrations',
      fileName: `registrations-${digit}.csv`,
      contentHash: digit.repeat(64),
    });
    await database.asOwner(
      `INSERT INTO run (kind, input, state, result, finished_at) VALUES ('LINK', '{}', 'DONE', $1, business_now())`,
      [{ sources: [file('a')] }],
    );
    await database.asOwner(
      `INSERT INTO source_file (register, file_name, state, content_hash, format, received_at, imported_at)
       VALUES ('registrations', $1, 'IMPORTED', decode($2, 'hex'), '{}', business_now(), business_now())`,
      [file('b').fileName, file('b').contentHash],
    );
    expect((await decideNow()).result.sources).toEqual([file('a')]);
  });

  it('keeps one decision a run, person and profession', async () => {
    const again = database.asApp(
      `INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, reasons, missing, run_id)
       SELECT programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, reasons, missing, run_id
         FROM decision WHERE run_id IS NOT NULL LIMIT 1`,
    );
    expect(violatedConstraint(await again.catch((error: unknown) => error))).toBe('decision_once_a_run');
  });
});
