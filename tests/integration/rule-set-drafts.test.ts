import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { violatedConstraint } from '#lib/db/transaction.ts';
import { type DecideResult, decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { sumCells } from '#lib/eligibility/preview.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import type { Tally } from '#lib/eligibility/tally.ts';
import { foreseeChanges, type WhatIf } from '#lib/eligibility/what-if.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { listRuleSetDrafts } from '#lib/programmes/draft-queries.ts';
import { adoptDraft, discardDraft, draftRuleSet } from '#lib/programmes/draft-rule-set.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { noChanges, type RuleSetChanges } from '#lib/rules/change-rule-set.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { listEligible, seedDecideWorld } from '../support/decide-world.ts';
import { addStaff, someEmail } from '../support/people.ts';

const programmeCode = 'strategic-reserve-2020';
const wider: RuleSetChanges = { ...noChanges, addProfessions: ['physiotherapist'], threshold: 0.25 };

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDecideWorld(database, 1_500);
  administrator = await actorOf(await addStaff(someEmail('administrator')));
});

async function actorOf(userId: string): Promise<UserActor> {
  const { email } = await getDb().user.findUniqueOrThrow({ where: { id: userId } });
  return {
    kind: 'user',
    userId,
    email,
    name: null,
    language: 'fr',
    isAdministrator: true,
    provinces: [],
    organisations: [],
    providerId: null,
  };
}

async function foresee(changes: RuleSetChanges): Promise<WhatIf> {
  const result = await foreseeChanges(administrator, { programmeCode, changes });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

async function keep(changes = wider, name = 'Physiotherapists'): Promise<string> {
  const result = await draftRuleSet(administrator, { programmeCode, name, changes });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.draftId;
}

async function decideNow(): Promise<DecideResult> {
  const requested = await requestDecisions(systemActor('test'), { programmeCode });
  if (!requested.ok) throw new Error(requested.refusal.code);
  await workOnRuns(runHandlers, new AbortController().signal);
  const run = await getDb().run.findUniqueOrThrow({ where: { id: requested.value.runId } });
  return decideResultSchema.parse(run.result);
}

const listDrafts = (page = 1, size = 50) => listRuleSetDrafts(administrator, { programmeCode, page, size });

const tallyOf = ({ cells, needs }: Tally) => ({ cells, needs });
const counts = async () => ({
  decisions: await getDb().decision.count(),
  drafts: await getDb().ruleSetDraft.count(),
  ruleSets: await getDb().ruleSet.count(),
  audits: await getDb().auditEntry.count(),
  runs: await getDb().run.count(),
});

describe('a trial of other rules', () => {
  it('[DECIDE-11] shows today’s decisions and those by the changed rules side by side, and keeps nothing', async () => {
    const before = await counts();
    const { today, changed, changes } = await foresee({ ...wider, addProfessions: ['dentist', 'physiotherapist'] });
    // What the rules say already is no change.
    expect(changes).toEqual(wider);
    const eligible = (tally: Tally, profession: string) =>
      tally.cells
        .filter(({ outcome, professionCode }) => outcome === 'eligible' && professionCode === profession)
        .reduce((sum, { practices }) => sum + practices, 0);
    expect(eligible(today, 'physiotherapist')).toBe(0);
    expect(eligible(changed, 'physiotherapist')).toBeGreaterThan(20);
    expect(eligible(changed, 'midwife')).toBeGreaterThan(eligible(today, 'midwife'));
    expect(await counts()).toEqual(before);
    expect(tallyOf(today)).toEqual(tallyOf(await decideNow()));
  });

  it('[DECIDE-11] of nothing changed is today’s', async () => {
    const { today, changed } = await foresee(noChanges);
    expect(changed).toEqual(today);
  });

  it('[DECIDE-22] says of those who would come in what was last decided of them, as a run does', async () => {
    const decided = await decideNow();
    const [run] = await getDb().run.findMany({ where: { kind: 'DECIDE' }, orderBy: { requestedAt: 'desc' }, take: 1 });
    const runId = run?.id ?? '';
    const eligible = await getDb().decision.findFirstOrThrow({
      where: { runId, professionCode: 'midwife', outcome: 'ELIGIBLE' },
    });
    await listEligible(database, { runId, professionCode: 'midwife', except: [eligible.providerId] });
    const { today, changed } = await foresee(wider);
    expect(today.arrivals).toMatchObject([
      { professionCode: 'midwife', practices: 1, before: { outcome: 'eligible', failed: [], missing: [] } },
    ]);
    const below = changed.arrivals.filter(({ before }) => before?.failed.includes('mostly-ambulatory'));
    const midwives = (tally: Tally) =>
      sumCells(tally.cells.filter(({ professionCode }) => professionCode === 'midwife')).eligible;
    expect(below.reduce((sum, { practices }) => sum + practices, 0)).toBe(midwives(changed) - midwives(decided));
    // Those of professions without a list have nothing to be compared with.
    expect(new Set(changed.arrivals.map(({ professionCode }) => professionCode))).toEqual(new Set(['midwife']));
    expect(today.arrivals).toEqual((await decideNow()).arrivals);
  });

  it('is foreseen by administrators, of a programme that there is', async () => {
    const refusal = async (actor: UserActor, code = programmeCode) => {
      const result = await foreseeChanges(actor, { programmeCode: code, changes: noChanges });
      return result.ok ? 'foreseen' : result.refusal.code;
    };
    expect(await refusal({ ...administrator, isAdministrator: false })).toBe('not-allowed');
    expect(await refusal(administrator, 'unknown')).toBe('programme-unknown');
  });
});

describe('a draft of rules', () => {
  it('[DECIDE-12] is kept by a name, listed, and changes nothing yet', async () => {
    const draftId = await keep();
    const { drafts, total } = await listDrafts();
    const [draft] = drafts;
    expect(total).toBe(1);
    expect(draft).toMatchObject({
      id: draftId,
      name: 'Physiotherapists',
      changes: wider,
      fromVersion: 1,
      current: true,
    });
    expect(draft?.adoptedVersion).toBeNull();
    const programme = await getDb().programme.findUniqueOrThrow({ where: { code: programmeCode } });
    expect(programme.ruleSetVersion).toBe(1);
    const audit = await getDb().auditEntry.findMany({ where: { action: 'rule-set.draft' } });
    expect(audit).toHaveLength(1);
  });

  it('[DECIDE-12] is refused to others, and where nothing would change', async () => {
    const refusal = async (actor: UserActor, input: { programmeCode?: string; changes?: RuleSetChanges }) => {
      const result = await draftRuleSet(actor, { programmeCode, name: 'A trial', changes: wider, ...input });
      return result.ok ? 'kept' : result.refusal.code;
    };
    expect(await refusal({ ...administrator, isAdministrator: false }, {})).toBe('not-allowed');
    expect(await refusal(administrator, { programmeCode: 'unknown' })).toBe('programme-unknown');
    expect(await refusal(administrator, { changes: { ...noChanges, threshold: 0.5 } })).toBe('nothing-changes');
  });

  it('[DECIDE-18] is discarded by administrators alone, and can’t be adopted then', async () => {
    const refusal = async (draftId: string, actor: UserActor = administrator) => {
      const result = await discardDraft(actor, draftId);
      return result.ok ? 'discarded' : result.refusal.code;
    };
    const draftId = await keep();
    expect(await refusal(draftId, { ...administrator, isAdministrator: false })).toBe('not-allowed');
    expect(await refusal(draftId)).toBe('discarded');
    expect(await refusal(draftId)).toBe('draft-unknown');
    const adopted = await adoptDraft(administrator, { draftId, reason: 'The stock allows it.' });
    expect(adopted.ok || adopted.refusal.code).toBe('draft-unknown');
    expect((await listDrafts()).drafts.map(({ id }) => id)).not.toContain(draftId);
    const audit = await getDb().auditEntry.findMany({ where: { action: 'rule-set.discard-draft' } });
    expect(audit.map(({ details }) => details)).toEqual([{ draft: draftId }]);
  });

  it('[DECIDE-13] becomes a version of its own once, with its reason; those before never change', async () => {
    const [draftId, other] = [await keep(), await keep({ ...noChanges, threshold: 0.1 }, 'A tenth')];
    const before = await foresee(wider);
    const results = await Promise.all(
      [1, 2].map(() => adoptDraft(administrator, { draftId, reason: 'The stock allows it.' })),
    );
    const adopted = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(adopted).toEqual([{ programmeCode, version: 2 }]);
    expect(results.flatMap((result) => (result.ok ? [] : [result.refusal.code]))).toEqual(['draft-adopted']);

    const programme = await getDb().programme.findUniqueOrThrow({ where: { code: programmeCode } });
    expect(programme.ruleSetVersion).toBe(2);
    const ruleSet = await loadRuleSet(programmeCode, 2);
    expect(ruleSet).toMatchObject({ version: 2, validFrom: '2020-06-16', grant: getRuleSet(programmeCode, 1).grant });
    const facts = await loadProgrammeFacts();
    expect(facts.find(({ code }) => code === programmeCode)?.ruleSet).toEqual(ruleSet);
    const first = await getDb().ruleSet.findUniqueOrThrow({
      where: { code_version: { code: programmeCode, version: 1 } },
    });
    expect(first.definition).toEqual(JSON.parse(JSON.stringify(getRuleSet(programmeCode, 1))));
    const [audit] = await getDb().auditEntry.findMany({ where: { action: 'rule-set.adopt' } });
    expect(audit?.details).toMatchObject({
      version: 2,
      formerVersion: 1,
      addProfessions: 'physiotherapist',
      threshold: 0.25,
    });

    // What was foreseen is what is decided.
    const decided = await decideNow();
    expect(decided.ruleSet).toEqual({ code: programmeCode, version: 2 });
    expect(tallyOf(decided)).toEqual(tallyOf(before.changed));

    // What became a version stays.
    const discarded = await discardDraft(administrator, draftId);
    expect(discarded.ok || discarded.refusal.code).toBe('draft-adopted');

    // The other was made on rules that are no longer the programme's.
    const late = await adoptDraft(administrator, { draftId: other, reason: 'Too late.' });
    expect(late.ok || late.refusal.code).toBe('rules-changed-meanwhile');
  });

  it('[DECIDE-13] is adopted by administrators alone', async () => {
    const [draft] = (await listDrafts()).drafts;
    const refusal = async (actor: UserActor, draftId: string) => {
      const result = await adoptDraft(actor, { draftId, reason: 'A reason.' });
      return result.ok ? 'adopted' : result.refusal.code;
    };
    expect(await refusal({ ...administrator, isAdministrator: false }, draft?.id ?? '')).toBe('not-allowed');
    expect(await refusal(administrator, '00000000-0000-4000-8000-000000000000')).toBe('draft-unknown');
  });

  it('[DECIDE-12] is found on its page, however many there are', async () => {
    const [all, first, second, beyond] = [
      await listDrafts(),
      await listDrafts(1, 2),
      await listDrafts(2, 2),
      await listDrafts(9, 2),
    ];
    expect([...first.drafts, ...second.drafts]).toEqual(all.drafts);
    expect(first).toMatchObject({ total: 3, page: 1, pageCount: 2 });
    expect(beyond).toEqual(second);
  });

  it('is guarded by the database: named, adopted whole, and final then', async () => {
    const broken = async (sql: string) =>
      violatedConstraint(await database.asApp(sql).catch((error: unknown) => error));
    const added = (name: string, version: string) => `
      INSERT INTO rule_set_draft (programme_code, rule_set_code, rule_set_version, name, changes, created_at, adopted_version)
      VALUES ('${programmeCode}', '${programmeCode}', 1, '${name}', '{}', now(), ${version})`;
    expect(await broken(added(' ', 'NULL'))).toBe('rule_set_draft_named');
    expect(await broken(added('A trial', '2'))).toBe('rule_set_draft_adopted_whole');
    const final = 'rule_set_draft_adopted_is_final';
    expect(await broken(`UPDATE rule_set_draft SET name = 'Another' WHERE adopted_version IS NOT NULL`)).toBe(final);
    expect(await broken('DELETE FROM rule_set_draft WHERE adopted_version IS NOT NULL')).toBe(final);
    expect(await broken('UPDATE rule_set SET definition = definition')).toBeUndefined();
    await expect(database.asOwner('UPDATE rule_set SET definition = definition')).rejects.toThrow('rule_set_is_final');
  });
});
