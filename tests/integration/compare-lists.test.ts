import { beforeAll, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import {
  compareVersions,
  countDifferences,
  type Difference,
  listDifferences,
  type Versions,
} from '#lib/eligibility/compare-lists.ts';
import { downloadList } from '#lib/eligibility/download-list.ts';
import { countEntries, getListEntries } from '#lib/eligibility/list-entries.ts';
import {
  findFullNeighbours,
  getAmendments,
  getPublishedCounts,
  getPublishedList,
  getVersions,
} from '#lib/eligibility/lists.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { addReviewer, seedClaimWorld, setClock } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  addAmendment,
  addDecideRun,
  addPeople,
  longAfter,
  publishPeople,
  publishRunOf,
  reserve,
} from '../support/list-world.ts';

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  administrator = await addReviewer();
});

const domicile = { rule: 'domicile-in-province' };

const versionsOf = (professionCode: string, from: number, to: number): Versions => ({
  programmeCode: reserve,
  professionCode,
  from,
  to,
});

async function allDifferences(versions: Versions): Promise<Difference[]> {
  const all: Difference[] = [];
  for (let page = 1; ; page += 1) {
    const found = await listDifferences(administrator, versions, { page, size: 3 });
    if (found.length === 0) return all;
    all.push(...found);
  }
}

describe('two versions of a list', () => {
  it('[PUBLISH-07] differ by those added, removed and there for other reasons, each with what the rules said', async () => {
    const [stays, leaves, comes, unknown, changes] = await addPeople(5);
    if (!stays || !leaves || !comes || !unknown || !changes) throw new Error('nobody');
    const first = await addDecideRun({
      midwife: { eligible: [stays, leaves, changes], 'not-eligible': [comes] },
    });
    await publishRunOf({ decideRunId: first, professions: ['midwife'] });
    const second = await addDecideRun({ midwife: { eligible: [stays, comes, unknown], undetermined: [leaves] } });
    await database.asOwner(
      `INSERT INTO decision (run_id, programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                             as_of, outcome, facts, reasons, missing)
       SELECT $1, programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, $4,
              missing
         FROM decision WHERE run_id = $2 AND provider_id = $3`,
      [
        ...[second, first, changes],
        JSON.stringify([{ ...domicile, code: domicile.rule, status: 'met', params: { province: 'BE-VAN' } }]),
      ],
    );
    const published = await publishRunOf({ decideRunId: second, professions: ['midwife'] });
    expect(published.ok).toBe(true);
    const versions = versionsOf('midwife', 1, 2);
    expect(await compareVersions(administrator, versions)).toEqual({
      before: 3,
      after: 4,
      counts: { added: 2, removed: 1, changed: 1 },
    });
    const byPerson = new Map((await allDifferences(versions)).map((one) => [one.providerId, one]));
    expect([...byPerson.keys()].toSorted()).toEqual([leaves, comes, unknown, changes].toSorted());
    expect(byPerson.get(leaves)).toMatchObject({
      kind: 'removed',
      before: { outcome: 'ELIGIBLE' },
      after: { outcome: 'UNDETERMINED', reasons: [{ code: 'right-to-practise-unknown' }] },
    });
    expect(byPerson.get(comes)).toMatchObject({
      kind: 'added',
      before: { outcome: 'NOT_ELIGIBLE', reasons: [{ code: 'right-to-practise-not-held' }] },
      after: { outcome: 'ELIGIBLE' },
    });
    expect(byPerson.get(unknown)).toMatchObject({ kind: 'added', before: null });
    expect(byPerson.get(changes)).toMatchObject({
      kind: 'changed',
      after: { reasons: [{ code: 'domicile-in-province', params: { province: 'BE-VAN' } }] },
    });
    const removed = await listDifferences(administrator, versions, { kind: 'removed', page: 1, size: 50 });
    expect(removed.map(({ providerId }) => providerId)).toEqual([leaves]);
    await database.asOwner(`UPDATE provider SET given_name = 'Ada', family_name = 'Zorba' WHERE id = $1`, [comes]);
    const called = { q: 'zorba ad' };
    const found = await listDifferences(administrator, versions, { ...called, page: 1, size: 50 });
    expect(found.map(({ providerId }) => providerId)).toEqual([comes]);
    expect(await countDifferences(administrator, versions, called)).toBe(1);
    expect(await countDifferences(administrator, versions, { ...called, kind: 'removed' })).toBe(0);
    const sorted = (sort: 'name' | 'kind', order: 'ascending' | 'descending') =>
      listDifferences(administrator, versions, { sort, order, page: 1, size: 50 });
    expect((await sorted('name', 'ascending')).at(-1)?.providerId).toBe(comes);
    expect((await sorted('name', 'descending'))[0]?.providerId).toBe(comes);
    const kinds = (await sorted('kind', 'descending')).map(({ kind }) => kind);
    expect(kinds).toEqual(['removed', 'changed', 'added', 'added']);
    await expect(compareVersions({ ...administrator, isAdministrator: false }, versions)).rejects.toThrow(NotAllowed);
    await expect(
      listDifferences({ ...administrator, isAdministrator: false }, versions, { page: 1, size: 1 }),
    ).rejects.toThrow(NotAllowed);
  });

  it('[PUBLISH-07] stand as they did at their number: with the amendments up to it, without what was withdrawn before', async () => {
    const people = await addPeople(4);
    const [, second, amended, late] = people;
    if (!second || !amended || !late) throw new Error('nobody');
    await publishPeople('dentist', people.slice(0, 2));
    await addAmendment(database, 'dentist', amended);
    const withdrawn = await addAmendment(database, 'dentist', late);
    const count = async (from: number, to: number) =>
      (await compareVersions(administrator, versionsOf('dentist', from, to))).counts;
    expect(await count(1, 2)).toEqual({ added: 1, removed: 0, changed: 0 });
    expect(await count(1, 3)).toEqual({ added: 2, removed: 0, changed: 0 });
    expect(await count(3, 1)).toEqual({ added: 0, removed: 2, changed: 0 });
    await withdrawList(administrator, { listId: withdrawn, reason: 'By mistake' });
    const [again] = await addPeople(1);
    await addAmendment(database, 'dentist', again ?? '');
    // The third was there when it was published, and no longer at the fourth.
    expect(await count(2, 3)).toEqual({ added: 1, removed: 0, changed: 0 });
    expect(await count(2, 4)).toEqual({ added: 1, removed: 0, changed: 0 });
    // What was accepted after it was asked for, a run may have missed, however late it ended.
    const decideRunId = await addDecideRun({ dentist: { eligible: [second] } }, { requestedAt: new Date() });
    const early = await publishRunOf({ decideRunId, professions: ['dentist'] });
    expect(early).toMatchObject({ ok: false, refusal: { code: 'decided-before-list' } });
    await publishPeople('dentist', [second], longAfter());
    expect(await compareVersions(administrator, versionsOf('dentist', 4, 5))).toMatchObject({ before: 4, after: 1 });
    const versions = await getVersions(administrator, { programmeCode: reserve, professionCode: 'dentist' });
    expect(versions.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '5 FULL',
      '4 AMENDMENT',
      '3 AMENDMENT',
      '2 AMENDMENT',
      '1 FULL',
    ]);
  });

  it('[PUBLISH-07] say of whom a withdrawn list had named that it was withdrawn and why, until a full list decides anew', async () => {
    const [stays = '', withdrawn = '', third = '', fourth = ''] = await addPeople(4);
    const between = async (from: number, to: number) =>
      Object.fromEntries(
        (await allDifferences(versionsOf('home-nurse', from, to))).map((one) => [one.providerId, one]),
      );
    const first = await addDecideRun({ 'home-nurse': { eligible: [stays], undetermined: [withdrawn] } });
    await publishRunOf({ decideRunId: first, professions: ['home-nurse'] });
    const amendment = await addAmendment(database, 'home-nurse', withdrawn);
    await withdrawList(administrator, { listId: amendment, reason: 'The diploma was forged' });
    await addAmendment(database, 'home-nurse', third);
    const was = { outcome: 'WITHDRAWN', list: 2, reason: 'The diploma was forged' };
    expect(await between(2, 3)).toMatchObject({
      [withdrawn]: { kind: 'removed', before: { outcome: 'ELIGIBLE' }, after: was },
      [third]: { kind: 'added', before: null, after: { outcome: 'ELIGIBLE' } },
    });
    expect(await between(3, 2)).toMatchObject({ [withdrawn]: { kind: 'added', before: was } });
    expect(await between(1, 2)).toMatchObject({ [withdrawn]: { before: { outcome: 'UNDETERMINED' } } });

    const second = await addDecideRun(
      { 'home-nurse': { eligible: [stays, third], 'not-eligible': [withdrawn] } },
      { requestedAt: longAfter() },
    );
    const full = await publishRunOf({ decideRunId: second, professions: ['home-nurse'] });
    expect(await between(2, 4)).toMatchObject({ [withdrawn]: { after: { outcome: 'NOT_ELIGIBLE' } } });
    const listId = full.ok ? (full.value.lists[0]?.listId ?? '') : '';
    await withdrawList(administrator, { listId, reason: 'By mistake' });
    await addAmendment(database, 'home-nurse', fourth);
    const { [fourth]: comes, ...leave } = await between(4, 5);
    expect(comes).toMatchObject({ kind: 'added' });
    expect(Object.keys(leave).toSorted()).toEqual([stays, third].toSorted());
    for (const { kind, after } of Object.values(leave)) {
      expect({ kind, after }).toEqual({
        kind: 'removed',
        after: { outcome: 'WITHDRAWN', list: 4, reason: 'By mistake' },
      });
    }
  });
});

describe('a version', () => {
  it('[PUBLISH-09] is downloaded by administrators, each person once and without a national number, and the trail says so', async () => {
    const people = await addPeople(7);
    await database.asOwner(
      `INSERT INTO practice (provider_id, profession_code, registered_number)
       SELECT p, 'specialist', '1999' || lpad(n::text, 7, '0') FROM unnest($1::uuid[]) WITH ORDINALITY AS t (p, n)`,
      [people],
    );
    const listId = await publishPeople('specialist', people);
    await expect(downloadList({ ...administrator, isAdministrator: false }, { listId })).rejects.toThrow(NotAllowed);
    const { list, batches } = await downloadList(administrator, { listId });
    expect(list.number).toBe(1);
    const entries = (await Array.fromAsync(batches)).flat();
    expect(entries.map(({ registeredNumber }) => registeredNumber).toSorted()).toEqual(
      people.map((_, index) => `1999${String(index + 1).padStart(7, '0')}`),
    );
    expect(Object.keys(entries[0] ?? {})).toEqual([
      ...['registeredNumber', 'familyName', 'givenName', 'postcode', 'municipality', 'provinceCode', 'claimReference'],
    ]);
    const [trace, ...others] = await getDb().auditEntry.findMany({ where: { action: 'list.download' } });
    expect(others).toEqual([]);
    expect(trace).toMatchObject({ subjectId: listId, userId: administrator.userId, details: { entries: 7 } });
    expect(await getPublishedCounts(administrator, listId)).toEqual([{ provinceCode: 'BE-WLG', entries: 7 }]);
  });

  it('[LISTS-07] says of each person which accepted claim brought them, also once a full list has replaced the amendment', async () => {
    const [registered, claimant] = await addPeople(2);
    if (!registered || !claimant) throw new Error('nobody');
    const first = await publishPeople('general-practitioner', [registered]);
    const amendment = await addAmendment(database, 'general-practitioner', claimant);
    await setClock('2020-06-17T09:30:00+02:00');
    const full = await publishPeople('general-practitioner', [registered, claimant]);
    const { claimReference } = await getPublishedList(administrator, amendment);
    expect(claimReference).toMatch(/^M-/);
    const origins = async (listId: string, origin?: 'registers' | 'claim') => {
      const entries = await getListEntries(administrator, { listId, origin, page: 1, size: 50 });
      expect(await countEntries(administrator, { listId, origin })).toBe(entries.length);
      const file = (await Array.fromAsync((await downloadList(administrator, { listId, origin })).batches)).flat();
      expect(file.map((one) => one.claimReference).toSorted()).toEqual(
        entries.map((one) => one.claimReference).toSorted(),
      );
      return Object.fromEntries(entries.map((one) => [one.providerId, one.claimReference]));
    };
    expect(await origins(full)).toEqual({ [registered]: null, [claimant]: claimReference });
    expect(await origins(full, 'claim')).toEqual({ [claimant]: claimReference });
    expect(await origins(full, 'registers')).toEqual({ [registered]: null });
    expect(await origins(amendment)).toEqual({ [claimant]: claimReference });
    expect(await origins(first)).toEqual({ [registered]: null });
    const withdrawn = await addAmendment(database, 'general-practitioner', registered);
    expect(await withdrawList(administrator, { listId: withdrawn, reason: 'Faulty evidence' })).toMatchObject({
      ok: true,
    });
    const later = await publishPeople('general-practitioner', [registered, claimant], longAfter());
    expect(await origins(later)).toEqual({ [registered]: null, [claimant]: claimReference });
    expect(Object.keys(await origins(withdrawn))).toEqual([registered]);
    expect(await countEntries(administrator, { listId: full, origin: 'claim', provinceCode: 'BE-VAN' })).toBe(0);
    await expect(
      countEntries({ ...administrator, isAdministrator: false }, { listId: full, origin: 'claim' }),
    ).rejects.toThrow(NotAllowed);
  });

  it('[LISTS-08] finds the full ones before and after it, and pages its amendments, however many there are', async () => {
    const [one] = await addPeople(1);
    if (!one) throw new Error('nobody');
    const professionCode = 'home-care-assistant';
    const first = await publishPeople(professionCode, [one]);
    const second = await publishPeople(professionCode, [one]);
    await database.asOwner(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       SELECT $1, $2, n, 'AMENDMENT', '2020-06-16' FROM generate_series(3, 612) n`,
      [reserve, professionCode],
    );
    await database.asOwner(
      `UPDATE published_list SET published_at = business_now() WHERE profession_code = $1 AND published_at IS NULL`,
      [professionCode],
    );
    const of = { programmeCode: reserve, professionCode };
    const versions = await getVersions(administrator, of, [7, 9_999]);
    expect(versions.filter(({ kind }) => kind === 'FULL').map(({ number }) => number)).toEqual([2, 1]);
    expect(versions.map(({ number }) => number)).toEqual([
      ...Array.from({ length: 100 }, (_, index) => 612 - index),
      ...[7, 2, 1],
    ]);
    const neighbours = async (number: number) => findFullNeighbours(administrator, { ...of, number });
    expect(await neighbours(1)).toEqual({ earlier: null, next: 2 });
    expect(await neighbours(612)).toEqual({ earlier: 2, next: null });
    const amendments = async (listId: string, page: number) => {
      const found = await getAmendments(administrator, await getPublishedList(administrator, listId), {
        page,
        size: 50,
      });
      return { ...found, amendments: found.amendments.map(({ number }) => number) };
    };
    expect(await amendments(first, 1)).toEqual({ amendments: [], total: 0, page: 1, pageCount: 1 });
    const last = await amendments(second, 99);
    expect(last).toMatchObject({ total: 610, page: 13, pageCount: 13 });
    expect(last.amendments).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    await expect(getVersions({ ...administrator, isAdministrator: false }, of)).rejects.toThrow(NotAllowed);
  });
});
