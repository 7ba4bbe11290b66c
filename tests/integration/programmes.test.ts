import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditActions } from '#lib/audit/actions.ts';
import { getAuditTrail } from '#lib/audit/queries.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { getHomeOverview } from '#lib/eligibility/home-overview.ts';
import { changeProgramme, foreseeProgrammeChange } from '#lib/programmes/change-programme.ts';
import { composeKit } from '#lib/programmes/compose-kit.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { getProgramme, getProgrammes } from '#lib/programmes/queries.ts';
import type { ChangeProgrammeInput } from '#lib/programmes/schema.ts';
import { fingerprint } from '#lib/programmes/terms.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { done } from '#lib/shared/result.ts';
import { addReviewer, reserve, seedClaimWorld } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PickupWorld, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

const announced = 'dentist-ffp2-2020';

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  world = await seedPickupWorld(database);
  administrator = await addReviewer();
});

beforeEach(async () => {
  await database.asOwner(
    `UPDATE programme SET status = 'OPEN', claims_from_on = '2020-05-14', claims_last_on = '2020-06-20',
            delivery_from_on = '2020-07-01', delivery_last_on = '2020-07-31' WHERE code = $1`,
    [reserve],
  );
});

/** The reserve's terms with some of them changed, as a form that showed the present ones sends them. */
async function changed(changes: Partial<ChangeProgrammeInput>, code = reserve): Promise<ChangeProgrammeInput> {
  const { status, claimsFromOn, claimsLastOn, deliveryFromOn, deliveryLastOn } = await getProgramme(
    administrator,
    code,
  );
  const terms = { status, claimsFromOn, claimsLastOn, deliveryFromOn, deliveryLastOn };
  return { code, seen: fingerprint(terms), ...terms, ...changes };
}

const codes = (result: Awaited<ReturnType<typeof changeProgramme>>) =>
  result.ok ? result.value.map(({ code }) => code) : result.refusal.code;

describe('changing a programme', () => {
  it('[PROGRAMME-01] moves the cutoff, says what that does, leaves a trace, and every page knows at once', async () => {
    await loadProgrammeFacts();
    const input = await changed({ claimsLastOn: '2020-06-25' });
    expect(codes(await foreseeProgrammeChange(administrator, input))).toEqual(['claims-until']);
    expect((await getProgramme(administrator, reserve)).claimsLastOn).toBe('2020-06-20');

    expect(codes(await changeProgramme(administrator, input))).toEqual(['claims-until']);
    expect((await getProgramme(administrator, reserve)).claimsLastOn).toBe('2020-06-25');
    const facts = await loadProgrammeFacts();
    expect(facts.find(({ code }) => code === reserve)?.claims?.lastOn).toBe('2020-06-25');
    const { entries } = await getAuditTrail(administrator, { action: 'programme.change', size: 1 });
    expect(entries[0]).toMatchObject({
      subjectType: 'programme',
      subjectId: reserve,
      details: { claimsLastOn: '2020-06-25', formerClaimsLastOn: '2020-06-20' },
    });
  });

  it('[PROGRAMME-02] foresees what a change does on the day it is made', async () => {
    const foresee = async (changes: Partial<ChangeProgrammeInput>) =>
      codes(await foreseeProgrammeChange(administrator, await changed(changes)));
    expect(await foresee({ claimsLastOn: '2020-06-15' })).toEqual([
      'claims-close-now',
      'claims-received-stay',
      'claims-until',
    ]);
    expect(await foresee({ claimsLastOn: '2020-06-16' })).toEqual(['claims-until']);
    expect(await foresee({ claimsLastOn: null })).toEqual(['claims-without-end']);
    expect(await foresee({ claimsFromOn: null, claimsLastOn: null })).toEqual([
      'claims-close-now',
      'claims-received-stay',
      'claims-none',
    ]);
    expect(await foresee({ status: 'closed' })).toEqual(['closes', 'claims-close-now', 'claims-received-stay']);
    expect(await foresee({ deliveryFromOn: null, deliveryLastOn: null })).toEqual(['delivery-unset']);
    expect(await foresee({})).toBe('nothing-changes');

    expect(codes(await changeProgramme(administrator, await changed({ claimsLastOn: '2020-06-15' })))).toHaveLength(3);
    expect(await foresee({ claimsLastOn: '2020-06-30' })).toEqual(['claims-open-now', 'claims-until']);
  });

  it('[PROGRAMME-03] is for administrators alone', async () => {
    const input = await changed({ status: 'closed' });
    for (const actor of [world.liege.staff, person, systemActor('job')]) {
      expect(codes(await foreseeProgrammeChange(actor, input))).toBe('not-allowed');
      expect(codes(await changeProgramme(actor, input))).toBe('not-allowed');
      await expect(getProgrammes(actor)).rejects.toThrow(NotAllowed);
    }
    await expect(getProgramme(administrator, 'no-such-programme')).rejects.toThrow(NotAllowed);
    expect(codes(await changeProgramme(administrator, { ...input, code: 'no-such-programme' }))).toBe(
      'unknown-programme',
    );
  });

  it('[PROGRAMME-04] is refused where others changed the programme meanwhile; two at once, one is made', async () => {
    const input = await changed({ claimsLastOn: '2020-06-25' });
    const other = await changed({ claimsLastOn: '2020-06-28' });
    const results = await Promise.all([input, other].map((one) => changeProgramme(administrator, one)));
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(results.map(codes)).toContain('changed-meanwhile');
  });

  it('[PROGRAMME-05] days out of order are refused by the constraint too, and nothing is written', async () => {
    const trail = await getAuditTrail(administrator, { action: 'programme.change', size: 1 });
    for (const changes of [
      { claimsFromOn: '2020-06-10', claimsLastOn: '2020-06-09' },
      { deliveryFromOn: '2020-07-10', deliveryLastOn: '2020-07-09' },
    ]) {
      expect(codes(await changeProgramme(administrator, await changed(changes)))).toBe('days-out-of-order');
    }
    expect(await getProgramme(administrator, reserve)).toMatchObject({
      claimsFromOn: '2020-05-14',
      deliveryFromOn: '2020-07-01',
    });
    expect(await getAuditTrail(administrator, { action: 'programme.change', size: 1 })).toEqual(trail);
  });

  it('[PROGRAMME-06] opens no programme whose parcel has no composition', async () => {
    const input = await changed({ status: 'open' }, announced);
    expect(codes(await changeProgramme(administrator, input))).toBe('no-composition');
  });
});

describe('composing a parcel', () => {
  const nothing = { gloves: 0, aprons: 0, goggles: 0, 'surgical-masks': 0, 'ffp2-masks': 0 };
  const newest = async () => (await getProgramme(administrator, reserve)).kits[0];

  it('[PROGRAMME-07] makes a new version; entitlements keep the one they were given', async () => {
    const [one] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    const before = await newest();
    const result = await composeKit(administrator, {
      code: reserve,
      seenVersion: before?.version ?? 0,
      ...nothing,
      gloves: 200,
      'ffp2-masks': 20,
    });
    expect(result).toEqual({ ok: true, value: { version: 2 } });
    expect((await newest())?.lines).toEqual([
      { item: 'gloves', quantity: 200 },
      { item: 'ffp2-masks', quantity: 20 },
    ]);
    const [kept] = await database.asOwner<{ kit_id: string }>('SELECT kit_id FROM entitlement WHERE id = $1', [
      one?.entitlementId,
    ]);
    expect(kept?.kit_id).toBe(world.kitId);
    // Home and the page of the rules show the one in force.
    const facts = (await loadProgrammeFacts()).find(({ code }) => code === reserve);
    expect(facts?.kit).toEqual((await newest())?.lines);
    expect(facts?.kits.get(world.kitId)).not.toEqual(facts?.kit);
    expect((await getHomeOverview())?.parts).toEqual([
      { itemCode: 'gloves', quantity: 200 },
      { itemCode: 'ffp2-masks', quantity: 20 },
    ]);
    const { entries } = await getAuditTrail(administrator, { action: 'programme.compose-kit', size: 1 });
    expect(entries[0]?.details).toEqual({ version: '2', gloves: '200', 'ffp2-masks': '20' });
  });

  it('[PROGRAMME-08] is refused to others, when empty, when nothing differs, and when made meanwhile', async () => {
    const latest = await newest();
    const input = { code: reserve, seenVersion: latest?.version ?? 0, ...nothing, gloves: 100 };
    const refusal = async (actor: UserActor, changes: Partial<typeof input>) => {
      const result = await composeKit(actor, { ...input, ...changes });
      return result.ok ? 'done' : result.refusal.code;
    };
    expect(await refusal(world.liege.staff, {})).toBe('not-allowed');
    expect(await refusal(administrator, { gloves: 0 })).toBe('empty-parcel');
    expect(await refusal(administrator, { seenVersion: 0 })).toBe('changed-meanwhile');
    expect(await refusal(administrator, { code: 'no-such-programme' })).toBe('unknown-programme');
    const same = Object.fromEntries((latest?.lines ?? []).map(({ item, quantity }) => [item, quantity]));
    expect(await refusal(administrator, { ...nothing, ...same })).toBe('nothing-changes');
    const both = await Promise.all([refusal(administrator, {}), refusal(administrator, { gloves: 101 })]);
    expect(both.toSorted()).toEqual(['changed-meanwhile', 'done']);
  });
});

describe('the trail', () => {
  it('[AUDIT-01] is for administrators alone', async () => {
    for (const actor of [world.liege.staff, person, systemActor('job')]) {
      await expect(getAuditTrail(actor, { size: 1 })).rejects.toThrow(NotAllowed);
    }
  });

  it('[AUDIT-02] goes from the newest back, page by page, of one action or all', async () => {
    await inTransaction(async (tx) => {
      for (let count = 1; count <= 5; count += 1) {
        await recordAudit(tx, administrator, { action: 'role.grant', subject: { type: 'user', id: `u${count}` } });
        await recordAudit(tx, systemActor('fold'), {
          action: 'slot.close',
          subject: { type: 'slot', id: `s${count}` },
        });
      }
      return done(null);
    });
    const first = await getAuditTrail(administrator, { action: 'role.grant', size: 3 });
    expect(first.entries.map(({ subjectId }) => subjectId)).toEqual(['u5', 'u4', 'u3']);
    const second = await getAuditTrail(administrator, { action: 'role.grant', before: first.next, size: 3 });
    expect(second.entries.map(({ subjectId }) => subjectId)).toEqual(['u2', 'u1']);
    expect(second.next).toBeUndefined();
    const all = await getAuditTrail(administrator, { size: 2 });
    expect(all.entries.map(({ subjectId }) => subjectId)).toEqual(['s5', 'u5']);
    expect(all.entries[0]).toMatchObject({ actorKind: 'system', actorName: null, details: { job: 'fold' } });
  });

  it('[AUDIT-04] says places and staff by their names, and care providers by none', async () => {
    const [depot] = await database.asApp<{ id: string; name: string }>(
      `SELECT id, name FROM depot WHERE kind = 'CENTRAL'`,
    );
    const [one] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    const ids = { from: depot?.id ?? '', assignee: administrator.userId, provider: one?.actor.providerId ?? '' };
    await inTransaction(async (tx) => {
      const subject = { type: 'depot', id: ids.from };
      await recordAudit(tx, administrator, { action: 'stock.transfer', subject, details: ids });
      await recordAudit(tx, administrator, {
        action: 'claim.assign',
        subject: { type: 'user', id: one?.actor.userId ?? '' },
      });
      return done(null);
    });
    const { entries } = await getAuditTrail(administrator, { size: 2 });
    expect(entries[1]?.subjectName).toBe(depot?.name);
    expect(entries[1]?.details).toEqual({ from: depot?.name, assignee: administrator.email, provider: ids.provider });
    // The login of a care provider has no role, and its address is not said.
    expect(entries[0]?.subjectName).toBeNull();
  });

  it('[AUDIT-03] takes every action of the closed list', async () => {
    const result = await inTransaction(async (tx) => {
      for (const action of auditActions)
        await recordAudit(tx, administrator, { action, subject: { type: 'test', id: '1' } });
      return done(auditActions.length);
    });
    expect(result.ok).toBe(true);
  });
});
