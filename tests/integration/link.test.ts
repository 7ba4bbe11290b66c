import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { person, type UserActor } from '#lib/auth/actor.ts';
import { findInvitation } from '#lib/auth/open-invitation.ts';
import { writeInvitations } from '#lib/auth/write-invitations.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { changeDomicile } from '#lib/eligibility/change-domicile.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { changeContact } from '#lib/registers/change-contact.ts';
import {
  type ContradictionView,
  findContradiction,
  listContradictions,
} from '#lib/registers/contradictions/queries.ts';
import { settleContradiction } from '#lib/registers/contradictions/settle-contradiction.ts';
import { establishProvider } from '#lib/registers/establish-provider.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { receiveFile } from '#lib/registers/files/receive-file.ts';
import { lockRegisters } from '#lib/registers/link/lock-registers.ts';
import { requestLink } from '#lib/registers/link/request-link.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { recordCorrection } from '#lib/registers/record-correction.ts';
import { recordEvidence } from '#lib/registers/record-evidence.ts';
import { findRun } from '#lib/runs/queries.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { addReviewer, reserve, seedClaimWorld } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addStaff, someEmail } from '../support/people.ts';
import {
  dropFile,
  emptyRegisters,
  link,
  linkedPeople,
  linkedRows,
  registration,
  type StagedLine,
  stageFile,
} from '../support/register-world.ts';

let database: TestDatabase;
let administrator: UserActor;

/** One database, emptied: linking looks at all there is. */
beforeEach(async () => {
  if (!database) {
    database = await createTestDatabase();
    await seedClaimWorld(database);
    administrator = await addReviewer();
  }
  await emptyRegisters(database);
});

const summary = async () =>
  (await linkedPeople(database)).map(({ family_name, numbers, practices }) => [family_name, numbers, practices]);

async function only(): Promise<Awaited<ReturnType<typeof linkedPeople>>[number]> {
  const [one, ...others] = await linkedPeople(database);
  if (!one || others.length > 0) throw new Error('There is not one provider');
  return one;
}

async function contradictions(state: 'open' | 'settled' | 'gone' = 'open'): Promise<readonly ContradictionView[]> {
  return (await listContradictions(administrator, { state }, 1)).rows;
}

async function theContradiction(state: 'open' | 'settled' | 'gone' = 'open'): Promise<ContradictionView> {
  const [one, ...others] = await contradictions(state);
  if (!one || others.length > 0) throw new Error(`There is not one contradiction that is ${state}`);
  return one;
}

async function settle(choice: string): Promise<void> {
  const { id } = await theContradiction();
  const result = await settleContradiction(administrator, { id, choice, reason: 'The source was asked.' });
  expect(result).toEqual({ ok: true, value: undefined });
}

const month = (number: string, when: string, services: number, ambulatoryShare: number): StagedLine => ({
  values: { number, month: when, services, ambulatoryShare },
});

const work = (
  nationalNumber: string,
  setting: string,
  workingTime: number,
  more: StagedLine['values'] = {},
): StagedLine => ({
  nationalNumber,
  values: { employer: '0999000001', setting, workingTime, ...more },
});

async function addGrouping(name: string, enterpriseNumber: string): Promise<void> {
  await getDb().organisation.create({ data: { kind: 'GROUPING', name, enterpriseNumber, provinceCode: 'BE-WLG' } });
}

describe('who is who', () => {
  it('[LINK-01] links by national number, then the eight digits of the NIHDI, then the visa, never by name', async () => {
    await stageFile(database, 'registrations', [
      {
        nationalNumber: 'a',
        values: registration('10000001003', 'A', { profession: 'home-nurse', visa: 'V000000001' }),
      },
      { nationalNumber: 'a', values: registration('40000002001', 'A', { profession: 'midwife' }) },
      { values: registration('10000001777', 'A', { profession: 'specialist' }) },
      { values: registration(null, 'A', { profession: 'dentist', visa: 'V000000001' }) },
      { values: registration('10000009003', 'A') },
      {
        nationalNumber: 'b',
        values: registration(null, 'B', { visa: 'V000000002', profession: 'home-care-assistant' }),
      },
    ]);
    const result = await link(database);
    expect(await summary()).toEqual(
      expect.arrayContaining([
        [
          'A',
          ['nihdi:10000001', 'nihdi:40000002', 'visa:V000000001'],
          ['dentist:true', 'home-nurse:true', 'midwife:true', 'specialist:true'],
        ],
        ['A', ['nihdi:10000009'], ['general-practitioner:true']],
        ['B', ['visa:V000000002'], ['home-care-assistant:true']],
      ]),
    );
    expect(result.sources).toHaveLength(1);
    expect(result).toMatchObject({ registrations: 6, providersAdded: 3, heldAside: 0, contradictions: {} });
  });

  type Numbers = { readonly of?: string; readonly nihdi?: string; readonly visa?: string };
  it.each<[string, readonly Numbers[], readonly (readonly string[])[]]>([
    [
      'the NIHDI to a line that shares a visa with a national number',
      [{ of: 'a', visa: '1' }, { nihdi: '1', visa: '1' }, { nihdi: '1' }],
      [['nihdi:10000001', 'visa:V000000001']],
    ],
    [
      'the visa between two numbers of the NIHDI that no national number has',
      [{ nihdi: '1' }, { nihdi: '1', visa: '1' }, { nihdi: '2', visa: '1' }, { visa: '1' }, { nihdi: '2' }],
      [['nihdi:10000001', 'nihdi:10000002', 'visa:V000000001']],
    ],
    [
      'a visa to whose national number has its NIHDI, and further by no second visa',
      [{ of: 'a', nihdi: '2' }, { nihdi: '2', visa: '3' }, { nihdi: '1', visa: '3' }, { visa: '3' }],
      [['nihdi:10000001', 'nihdi:10000002', 'visa:V000000003']],
    ],
    [
      'the NIHDI before the visa, which stays whose national number has it',
      [
        { of: 'a', nihdi: '1' },
        { of: 'b', visa: '2' },
        { nihdi: '1', visa: '2' },
      ],
      [['nihdi:10000001'], ['visa:V000000002']],
    ],
    [
      'the NIHDI before the visa, whoever comes first',
      [
        { of: 'b', nihdi: '1' },
        { of: 'a', visa: '2' },
        { nihdi: '1', visa: '2' },
      ],
      [['nihdi:10000001'], ['visa:V000000002']],
    ],
  ])('[LINK-01] follows %s', async (_, lines, people) => {
    await stageFile(
      database,
      'registrations',
      lines.map(({ of, nihdi, visa }, at) => ({
        ...(of === undefined ? {} : { nationalNumber: of }),
        values: registration(nihdi === undefined ? null : `1000000${nihdi}003`, 'A', {
          profession:
            ['home-nurse', 'midwife', 'specialist', 'dentist', 'general-practitioner', 'physiotherapist'][at] ?? '',
          ...(visa === undefined ? {} : { visa: `V00000000${visa}` }),
        }),
      })),
    );
    await link(database);
    const found = (await linkedPeople(database)).map(({ numbers }) => numbers);
    expect(found.toSorted()).toEqual(people);
    const before = await linkedRows(database);
    await link(database);
    expect(await linkedRows(database)).toEqual(before);
  });

  it('[LINK-02] changes no row by linking the same files again, and leaves refused lines out', async () => {
    await addGrouping('Grouping 1', '0999000009');
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'a', values: registration('10000001140', 'A', { profession: 'specialist', postcode: '2000' }) },
      { nationalNumber: 'b', values: registration('10000002003', 'B') },
      { nationalNumber: 'c', values: registration('10000002003', 'C') },
      { quality: 'REFUSED', values: registration('10000007003', 'Refused') },
    ]);
    await stageFile(database, 'inami-activity', [
      month('10000001003', '2020-03', 10, 0.9),
      month('10000009003', '2020-03', 5, 1),
    ]);
    await stageFile(database, 'employment', [
      work('a', 'grouping', 1, { groupingNumber: '0999000009' }),
      work('z', 'home', 1),
    ]);
    await link(database);
    const before = await linkedRows(database);
    expect(before.contradiction).toHaveLength(4);
    expect(await link(database)).toMatchObject({ providersAdded: 0, providersChanged: 0 });
    expect(await linkedRows(database)).toEqual(before);
    expect((await linkedPeople(database)).map((one) => one.family_name)).toEqual(['A']);
  });

  it('[LINK-02] makes of any files what they say, once, whatever the order of their lines', async () => {
    const line = fc.record({
      nationalNumber: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      ids: fc.oneof(
        fc.record({ number: fc.constantFrom('10000001', '10000002', '10000003') }),
        fc.record({ visa: fc.constantFrom('V000000001', 'V000000002', 'V000000003') }),
        fc.record({
          number: fc.constantFrom('10000001', '10000002', '10000003'),
          visa: fc.constantFrom('V000000001', 'V000000002', 'V000000003'),
        }),
      ),
      profession: fc.constantFrom('general-practitioner', 'specialist'),
      postcode: fc.constantFrom('4000', '2000'),
      familyName: fc.constantFrom('Alpha', 'ÁLPHA', 'Beta'),
      birthYear: fc.constantFrom(1955, 1988, ''),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { maxLength: 4 }), { minLength: 1, maxLength: 3 }), async (files) => {
        await emptyRegisters(database);
        for (const lines of files) {
          await stageFile(
            database,
            'registrations',
            lines.map(({ nationalNumber, ids, familyName, ...known }) => ({
              ...(nationalNumber === undefined ? {} : { nationalNumber }),
              values: registration('number' in ids ? `${ids.number}003` : null, familyName, {
                ...known,
                ...('visa' in ids ? { visa: ids.visa } : {}),
              }),
            })),
          );
        }
        const { heldAside } = await link(database);
        const once = await linkedRows(database);
        await link(database);
        expect(await linkedRows(database)).toEqual(once);
        // Nobody has a number that two national numbers claim, and each national number in use is one provider's.
        const claims = Map.groupBy(
          files.flat().flatMap(({ nationalNumber, ids }) =>
            nationalNumber === undefined
              ? []
              : Object.entries(ids).map(([scheme, value]) => ({
                  nationalNumber,
                  name: `${scheme === 'visa' ? 'visa' : 'nihdi'}:${value}`,
                })),
          ),
          ({ name }) => name,
        );
        const contested = [...claims].filter(([, lines]) => new Set(lines.map((l) => l.nationalNumber)).size > 1);
        const numbers = (await linkedPeople(database)).flatMap((one) => one.numbers);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const [number] of contested) expect(numbers).not.toContain(number);
        const listed = await contradictionsOf('NUMBER_ON_TWO_PEOPLE');
        expect(listed).toBeGreaterThanOrEqual(contested.length);
        expect(listed > 0).toBe(heldAside > 0);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  async function contradictionsOf(kind: string): Promise<number> {
    const [row] = await database.asOwner<{ count: number }>(
      'SELECT count(*)::int AS count FROM contradiction WHERE kind::text = $1 AND gone_at IS NULL',
      [kind],
    );
    return row?.count ?? 0;
  }

  it('[LINK-03] lets the last line of the latest file hold, and fills in what it leaves out', async () => {
    await stageFile(database, 'registrations', [
      {
        nationalNumber: 'a',
        values: registration('10000001003', 'First', { email: 'a@test.invalid', language: 'de' }),
      },
    ]);
    const later = await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'Middle', { postcode: '2000' }) },
      { nationalNumber: 'a', values: registration('10000001004', 'Last', { postcode: '2000' }) },
      { nationalNumber: 'b', values: registration('10000002003', 'Other', { postcode: '4700' }) },
    ]);
    await link(database);
    const [last, other] = await linkedPeople(database);
    // Neither file gives the second person a language: that of the province.
    expect(last).toMatchObject({ family_name: 'Last', postcode: '2000', province_code: 'BE-VAN', language: 'nl' });
    expect(other).toMatchObject({ family_name: 'Other', province_code: 'BE-WLG', language: 'fr' });
    expect(await contradictions()).toEqual([]);
    await dropFile(database, later);
    await link(database);
    const first = (await linkedPeople(database)).find((one) => one.id === last?.id);
    expect(first).toMatchObject({
      family_name: 'First',
      postcode: '4000',
      province_code: 'BE-WLG',
      email: 'a@test.invalid',
    });
  });
});

describe('activity', () => {
  it('[LINK-01] makes nobody of a line without a number, and goes on with the others', async () => {
    await addGrouping('Grouping', '0999000001');
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration(null, 'A', { number: '' }) },
      { nationalNumber: 'b', values: registration('10000001003', 'B') },
      { nationalNumber: 'b', values: registration(null, 'B', { number: '' }) },
    ]);
    await stageFile(database, 'inami-activity', [
      month('', '2020-04', 10, 0.5),
      month('10000001003', '2020-04', 10, 1),
    ]);
    await stageFile(database, 'employment', [
      work('a', 'grouping', 1, { groupingNumber: '0999000001' }),
      { nationalNumber: 'b', values: { employer: '', workingTime: 1 } },
    ]);
    expect(await link(database)).toMatchObject({ providersAdded: 1, heldAside: 0 });
    expect(await summary()).toEqual([['B', ['nihdi:10000001'], ['general-practitioner:true 1 inami-activity']]]);
  });

  it('[LINK-04] weighs the months of the period by services, for the practice that has the number', async () => {
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'a', values: registration('10000001140', 'A', { profession: 'specialist' }) },
      { nationalNumber: 'b', values: registration('40000002001', 'B', { profession: 'home-nurse' }) },
      { nationalNumber: 'b', values: registration('40000002001', 'B', { profession: 'midwife' }) },
    ]);
    await stageFile(database, 'inami-activity', [
      month('10000001003', '2020-02', 1000, 0),
      month('10000001003', '2020-03', 100, 0.1),
      month('10000001003', '2020-03', 100, 0.5),
      month('10000001003', '2020-05', 300, 1),
      month('10000001003', '2020-06', 1000, 0),
      month('40000002777', '2020-04', 10, 0.333),
      month('40000002777', '2020-05', 0, 1),
    ]);
    const result = await link(database);
    expect((await linkedPeople(database)).map(({ practices, registers }) => [practices, registers])).toEqual([
      [
        ['general-practitioner:true 0.875 inami-activity', 'specialist:true'],
        ['registrations', 'inami-activity'],
      ],
      [
        ['home-nurse:true 0.333 inami-activity', 'midwife:true 0.333 inami-activity'],
        ['registrations', 'inami-activity'],
      ],
    ]);
    expect(result).toMatchObject({ activities: 6, shares: 3 });
  });

  it('[LINK-04] takes the ambulatory part of the working time where the health insurance knows nothing, and groupings', async () => {
    await addGrouping('Grouping 1', '0999000009');
    await stageFile(database, 'registrations', [
      {
        nationalNumber: 'a',
        values: registration(null, 'A', { visa: 'V000000001', profession: 'home-care-assistant' }),
      },
      { nationalNumber: 'b', values: registration('40000002001', 'B', { profession: 'home-nurse' }) },
    ]);
    await stageFile(database, 'inami-activity', [month('40000002001', '2020-04', 10, 0.4)]);
    await stageFile(database, 'employment', [
      work('a', 'grouping', 0.6, { groupingNumber: '0999000009' }),
      work('a', 'hospital', 0.2, { employer: '0999000002', groupingNumber: '0999000777' }),
      { nationalNumber: 'a', values: { employer: '0999000003', workingTime: 0.2 } },
      work('b', 'hospital', 1),
    ]);
    const result = await link(database);
    expect(
      (await linkedPeople(database)).map(({ practices, groupings, registers }) => [practices, groupings, registers]),
    ).toEqual([
      [['home-care-assistant:true 0.75 employment'], ['Grouping 1'], ['registrations', 'employment']],
      [['home-nurse:true 0.4 inami-activity'], [], ['registrations', 'inami-activity', 'employment']],
    ]);
    expect(result).toMatchObject({ groupingsUnknown: 1, memberships: 1 });
  });

  it('[LINK-05] forgets what no file in force says any longer, and never the person', async () => {
    await addGrouping('Grouping 1', '0999000009');
    const files = [
      await stageFile(database, 'registrations', [{ nationalNumber: 'a', values: registration('10000001003', 'A') }]),
      await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]),
      await stageFile(database, 'employment', [work('a', 'home', 1, { groupingNumber: '0999000009' })]),
    ] as const;
    await link(database);
    expect(await only()).toMatchObject({
      practices: ['general-practitioner:true 0.9 inami-activity'],
      groupings: ['Grouping 1'],
    });
    await dropFile(database, files[1]);
    await link(database);
    expect(await only()).toMatchObject({ practices: ['general-practitioner:true 1 employment'] });
    await dropFile(database, files[2]);
    await link(database);
    expect(await only()).toMatchObject({
      practices: ['general-practitioner:true'],
      groupings: [],
      registers: ['registrations'],
    });
    await dropFile(database, files[0]);
    await link(database);
    expect(await only()).toMatchObject({
      practices: ['general-practitioner:unknown'],
      registers: [],
      numbers: ['nihdi:10000001'],
      hashed: true,
    });
  });
});

describe('what was corrected', () => {
  it('[LINK-06] stays, whatever files say later', async () => {
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A', { email: 'old@test.invalid' }) },
    ]);
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.1)]);
    await link(database);
    const { id: providerId } = await only();
    const evidence = { providerId, professionCode: 'general-practitioner' };
    await recordEvidence(getDb(), {
      ...evidence,
      registeredNumber: '10000001003',
      registered: true,
      activity: { from: '2020-03-01', until: '2020-06-01', share: 0.8 },
      source: 'claim:M-TEST-0001',
    });
    await recordCorrection(getDb(), { ...evidence, facts: ['registered', 'ambulatoryShares'], correctedById: null });
    const self: UserActor = { ...administrator, isAdministrator: false, providerId };
    expect(await changeDomicile(self, { street: 'New Street 2', postcode: '5000' })).toMatchObject({ ok: true });
    expect(await changeContact(self, { phone: '081 00 00 00', language: 'en' })).toMatchObject({ ok: true });

    await stageFile(database, 'registrations', [
      { nationalNumber: 'b', values: registration('10000002003', 'B') },
      {
        nationalNumber: 'a',
        values: registration('10000001003', 'Renamed', { postcode: '2000', language: 'nl', email: 'new@test.invalid' }),
      },
    ]);
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.2)]);
    await link(database);
    const after = (await linkedPeople(database)).find((one) => one.id === providerId);
    expect(after).toMatchObject({
      family_name: 'Renamed',
      postcode: '5000',
      province_code: 'BE-WNA',
      language: 'en',
      email: 'old@test.invalid',
      practices: ['general-practitioner:true 0.8 claim:M-TEST-0001'],
    });
    for (const { id } of await getDb().sourceFile.findMany()) await dropFile(database, id);
    await link(database);
    expect((await linkedPeople(database)).find((one) => one.id === providerId)?.practices).toEqual([
      'general-practitioner:true 0.8 claim:M-TEST-0001',
    ]);
  });

  it('[LINK-06] is not begun while the registers are being linked', async () => {
    const providerId = await establish('10000001', 'Sample');
    const self: UserActor = { ...administrator, isAdministrator: false, providerId };
    const linking = await getPool().connect();
    try {
      await linking.query('BEGIN');
      await lockRegisters(linking);
      expect(await changeContact(self, { language: 'fr' })).toMatchObject({ refusal: { code: 'registers-linking' } });
      expect(await changeDomicile(self, { street: 'New Street 2', postcode: '5000' })).toMatchObject({
        refusal: { code: 'registers-linking' },
      });
      await linking.query('ROLLBACK');
    } finally {
      linking.release();
    }
    expect(await changeContact(self, { language: 'fr' })).toMatchObject({ ok: true });
    expect(await getDb().factCorrection.count({ where: { providerId } })).toBe(1);
  });

  it('[LINK-06] lets a person whom a claim established have their registration and national number once a file brings them', async () => {
    const established = await establish('10000001', 'Claimed');
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.7)]);
    await link(database);
    expect(await only()).toMatchObject({ id: established, hashed: false, registers: ['inami-activity'] });
    expect(await contradictions()).toEqual([]);
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'Registered') },
    ]);
    await link(database);
    expect(await only()).toMatchObject({
      id: established,
      family_name: 'Registered',
      hashed: true,
      practices: ['general-practitioner:true 0.7 inami-activity'],
    });
  });

  it('[LINK-06] moves what is neither booked nor received to the province of the new domicile, and waits where it is booked', async () => {
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'b', values: registration('10000002003', 'B') },
    ]);
    await link(database);
    const [a, b] = (await linkedPeople(database)).map(({ id }) => id);
    await giveEntitlement(a ?? '', 'GIVEN');
    await giveEntitlement(b ?? '', 'BOOKED');
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A', { postcode: '2000' }) },
      { nationalNumber: 'b', values: registration('10000002003', 'B', { postcode: '2000' }) },
    ]);
    expect(await link(database)).toMatchObject({ domicilesKept: 1 });
    expect((await linkedPeople(database)).map((one) => [one.family_name, one.province_code])).toEqual([
      ['A', 'BE-VAN'],
      ['B', 'BE-WLG'],
    ]);
    expect(await database.asOwner('SELECT status, province_code FROM entitlement ORDER BY status::text')).toEqual([
      { status: 'BOOKED', province_code: 'BE-WLG' },
      { status: 'GIVEN', province_code: 'BE-VAN' },
    ]);
  });

  it('[SIGNIN-15] ends the invitations of those who have another address by it, and of nobody else', async () => {
    const people = (emails: readonly string[]) =>
      emails.map((email, index) => ({
        nationalNumber: `${index}`,
        values: registration(`1000000${index + 1}003`, 'ABC'.charAt(index), { email }),
      }));
    await stageFile(database, 'registrations', people(['a@test.invalid', 'b@test.invalid', 'c@test.invalid']));
    await link(database);
    const found = await linkedPeople(database);
    for (const { id } of found) await giveEntitlement(id, 'GIVEN');
    const held = await getDb().entitlement.findMany({ select: { id: true, providerId: true } });
    await writeInvitations(
      getDb(),
      held.map(({ id, providerId }) => ({ entitlementId: id, providerId, token: providerId })),
      60,
    );
    const corrected = found[2]?.id ?? '';
    await recordCorrection(getDb(), { providerId: corrected, facts: ['contact'], correctedById: null });

    await stageFile(database, 'registrations', people(['new@test.invalid', 'b@test.invalid', 'other@test.invalid']));
    await link(database);
    const open = await Promise.all(found.map(({ id }) => findInvitation(id)));
    expect(open.map((invitation) => invitation.ok)).toEqual([false, true, true]);
    expect(open[0]).toMatchObject({ refusal: { code: 'invitation-expired' } });
  });
});

describe('contradictions', () => {
  it('[LINK-07] holds a number that two people claim aside until it is settled, and stays settled', async () => {
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'b', values: registration('10000001140', 'B', { profession: 'specialist' }) },
      { values: registration('10000001004', 'Nobody', { profession: 'dentist' }) },
    ]);
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
    expect(await link(database)).toMatchObject({ heldAside: 3, providersAdded: 0 });
    const found = await theContradiction();
    expect(found.kind).toBe('NUMBER_ON_TWO_PEOPLE');
    expect(
      found.sides.map(({ line, register, says, tag }) => [line, register, says.familyName, tag?.length]).sort(),
    ).toEqual([
      [2, 'registrations', 'A', 8],
      [3, 'registrations', 'B', 8],
    ]);
    expect(found.sides[0]?.fileName).toMatch(/^registrations-\d+\.csv$/);
    const key = found.sides.find(({ says }) => says.familyName === 'A')?.key ?? '';
    await settle(key);
    await link(database);
    expect(await summary()).toEqual([
      ['Nobody', ['nihdi:10000001'], ['dentist:true', 'general-practitioner:true 0.9 inami-activity']],
    ]);
    expect((await theContradiction('settled')).settled).toMatchObject({ choice: key, reason: 'The source was asked.' });

    // The same alternatives in the next file: still settled. A third person: open again, and nothing changes meanwhile.
    await stageFile(database, 'registrations', [
      { nationalNumber: 'b', values: registration('10000001140', 'B', { profession: 'specialist' }) },
    ]);
    await link(database);
    expect(await contradictions()).toEqual([]);
    const before = await summary();
    const third = await stageFile(database, 'registrations', [
      { nationalNumber: 'c', values: registration('10000001003', 'C') },
    ]);
    await link(database);
    expect((await theContradiction()).sides).toHaveLength(3);
    expect(await summary()).toEqual(before);
    await dropFile(database, third);
    await link(database);
    expect(await contradictions()).toEqual([]);
    expect(await contradictions('gone')).toHaveLength(1);
    expect(await summary()).toEqual(before);
  });

  it('[LINK-07] holds aside what leads to such a number alone, and forgets nothing of it meanwhile', async () => {
    const midwife = { values: registration(null, 'A', { visa: 'V000000001', profession: 'midwife' }) };
    await stageFile(database, 'registrations', [midwife]);
    await link(database);
    const before = await only();
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'b', values: registration('10000001003', 'B') },
      { values: registration('10000001003', 'A', { visa: 'V000000001', profession: 'specialist' }) },
    ]);
    expect(await link(database)).toMatchObject({ heldAside: 4, providersAdded: 0 });
    expect(await only()).toMatchObject({ id: before.id, numbers: before.numbers, practices: before.practices });
    const { sides } = await theContradiction();
    await settle(sides.find(({ says }) => says.familyName === 'A')?.key ?? '');
    await link(database);
    expect(await only()).toMatchObject({
      id: before.id,
      numbers: ['nihdi:10000001', 'visa:V000000001'],
      practices: ['general-practitioner:true', 'midwife:true', 'specialist:true'],
    });
  });

  /** Lines of people without a national number, unless `of` says whose. */
  type Numbers = {
    readonly of?: string;
    readonly nihdi?: number;
    readonly visa?: number;
    readonly profession?: string;
  };
  const stage = (...lines: readonly Numbers[]) =>
    stageFile(
      database,
      'registrations',
      lines.map(({ of, nihdi, visa, profession = 'general-practitioner' }) => ({
        ...(of === undefined ? {} : { nationalNumber: of }),
        values: registration(nihdi === undefined ? null : `${10_000_000 + nihdi}003`, 'A', {
          profession,
          ...(visa === undefined ? {} : { visa: `V${100_000_000 + visa}` }),
        }),
      })),
    );
  const sidesOf = async () =>
    (await contradictions()).map(({ kind, sides }) => [kind, sides.map(({ says, line }) => `${says.number}:${line}`)]);

  it('[LINK-07] holds aside a NIHDI number whose visas are of several people, until it is settled', async () => {
    await stage({ of: 'a', visa: 1 }, { of: 'b', visa: 2 }, { nihdi: 1, visa: 1 }, { nihdi: 1, visa: 2 });
    expect(await link(database)).toMatchObject({ heldAside: 2, providersAdded: 2 });
    const found = await theContradiction();
    expect(found.kind).toBe('NUMBER_ON_TWO_PEOPLE');
    expect(found.sides.map(({ line, says, tag }) => [line, says.number, tag?.length]).toSorted()).toEqual([
      [4, '10000001', 8],
      [5, '10000001', 8],
    ]);
    const numbers = async () => (await linkedPeople(database)).map((one) => one.numbers).toSorted();
    expect(await numbers()).toEqual([['visa:V100000001'], ['visa:V100000002']]);
    await settle(found.sides.find(({ line }) => line === 5)?.key ?? '');
    expect(await link(database)).toMatchObject({ heldAside: 0 });
    expect(await numbers()).toEqual([['nihdi:10000001', 'visa:V100000002'], ['visa:V100000001']]);
    const before = await linkedRows(database);
    await link(database);
    expect(await linkedRows(database)).toEqual(before);
  });

  it('[LINK-07] joins no third NIHDI number by a further visa: the visas are held aside, and listed', async () => {
    await stage({ nihdi: 1 }, { nihdi: 2, visa: 2, profession: 'midwife' });
    await link(database);
    const before = (await linkedPeople(database)).map(({ id, practices }) => [id, practices]);
    await stage({ nihdi: 1, visa: 1 }, { nihdi: 2, visa: 1 }, { nihdi: 3, visa: 2 });
    expect(await link(database)).toMatchObject({ heldAside: 4, providersAdded: 0 });
    expect((await linkedPeople(database)).map(({ id, practices }) => [id, practices])).toEqual(before);
    expect((await sidesOf()).toSorted()).toEqual([
      ['NUMBER_ON_TWO_PEOPLE', ['10000001:2', '10000002:3']],
      ['NUMBER_ON_TWO_PEOPLE', ['10000002:3', '10000003:4']],
    ]);
    for (const { id } of await contradictions()) {
      const choice = { id, choice: '10000002', reason: 'The source was asked.' };
      expect(await settleContradiction(administrator, choice)).toMatchObject({ ok: true });
    }
    expect(await link(database)).toMatchObject({ heldAside: 0, providersAdded: 1 });
    expect((await linkedPeople(database)).map((one) => one.numbers).toSorted()).toEqual([
      ['nihdi:10000001'],
      ['nihdi:10000002', 'visa:V100000001', 'visa:V100000002'],
      ['nihdi:10000003'],
    ]);
    const settled = await linkedRows(database);
    await link(database);
    expect(await linkedRows(database)).toEqual(settled);
  });

  it('[LINK-07] joins nobody by a visa that many have', async () => {
    await stage({ nihdi: 1, visa: 1 }, { nihdi: 2, visa: 1 }, { nihdi: 3, visa: 1 }, { nihdi: 4 });
    expect(await link(database)).toMatchObject({ heldAside: 3, providersAdded: 1 });
    expect((await theContradiction()).choices).toEqual(['10000001', '10000002', '10000003', 'neither']);
  });

  it('[LINK-07] holds a chain of everybody aside in seconds', async () => {
    const many = 4_000;
    const shuffled = (at: number) => (at * 1_237) % many;
    const places = Array.from({ length: many }, (_, at) => at);
    await stage(...places.map((at) => ({ nihdi: shuffled(at), visa: at })));
    await stage(...places.map((at) => ({ nihdi: shuffled(at), visa: at + 1 })));
    const start = performance.now();
    expect(await link(database)).toMatchObject({
      heldAside: 2 * many - 2,
      contradictions: { NUMBER_ON_TWO_PEOPLE: many - 1 },
    });
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 60_000);

  it('[LINK-07] leaves the activity of a number as it is on file while it leads to one that is held aside', async () => {
    await stage({ nihdi: 1, visa: 1 });
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
    await link(database);
    const before = await only();
    expect(before.practices).toEqual(['general-practitioner:true 0.9 inami-activity']);
    await stage({ of: 'a', visa: 1 }, { of: 'b', visa: 1 });
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-04', 30, 0.1)]);
    await link(database);
    expect(await only()).toMatchObject({ id: before.id, practices: before.practices });
    await settle((await theContradiction()).sides[0]?.key ?? '');
    await link(database);
    expect((await only()).practices).toEqual(['general-practitioner:true 0.3 inami-activity']);
  });

  it('[LINK-07] gives a number that stands on file of another to whom it was settled to be', async () => {
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
      { nationalNumber: 'a', values: registration('10000005140', 'A', { profession: 'specialist' }) },
    ]);
    await link(database);
    const { id: a } = await only();
    // The number moves to somebody else, who is not the one on file.
    for (const { id } of await getDb().sourceFile.findMany()) await dropFile(database, id);
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000005140', 'A', { profession: 'specialist' }) },
      { nationalNumber: 'b', values: registration('10000001003', 'B') },
    ]);
    await link(database);
    const { sides } = await theContradiction();
    expect(sides.map(({ providerId, register }) => [providerId, register])).toEqual(
      expect.arrayContaining([
        [a, null],
        [null, 'registrations'],
      ]),
    );
    await settle(sides.find(({ register }) => register !== null)?.key ?? '');
    await link(database);
    expect((await linkedPeople(database)).map(({ family_name, numbers }) => [family_name, numbers])).toEqual([
      ['A', ['nihdi:10000005']],
      ['B', ['nihdi:10000001']],
    ]);
  });

  const alpha = (more: StagedLine['values'] = {}) => registration('10000001003', 'Alpha', { birthYear: 1955, ...more });
  const beta = (more: StagedLine['values'] = {}) => registration('10000001003', 'Beta', { birthYear: 1988, ...more });
  const sideOf = async (familyName: string) =>
    (await theContradiction()).sides.find(({ says }) => says.familyName === familyName)?.key ?? '';
  const linkedTwice = async () => {
    await link(database);
    const rows = await linkedRows(database);
    await link(database);
    expect(await linkedRows(database)).toEqual(rows);
    return summary();
  };

  it.each<[string, readonly StagedLine[]]>([
    ['a number without a national number', [{ values: alpha() }, { values: beta({ profession: 'dentist' }) }]],
    [
      'one national number',
      [
        { nationalNumber: 'a', values: alpha() },
        { nationalNumber: 'a', values: beta({ number: '30000002001', profession: 'dentist' }) },
      ],
    ],
    [
      'a number that one of them has a national number for',
      [{ nationalNumber: 'a', values: alpha() }, { values: beta({ profession: 'dentist' }) }],
    ],
    [
      'a visa between two numbers',
      [
        { values: alpha({ visa: 'V000000001' }) },
        { values: beta({ number: '30000002001', visa: 'V000000001', profession: 'dentist' }) },
      ],
    ],
  ])(
    '[LINK-07] holds aside those who differ in name and birth year under %s, until it is settled',
    async (_, lines) => {
      await stageFile(database, 'registrations', lines);
      await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
      expect(await link(database)).toMatchObject({
        ...{ heldAside: 2, providersAdded: 0 },
        contradictions: { NUMBER_ON_TWO_PEOPLE: 1 },
      });
      const { sides, choices } = await theContradiction();
      expect(sides.map(({ line, says, register }) => [line, says.familyName, says.birthYear, register])).toEqual([
        [2, 'Alpha', 1955, 'registrations'],
        [3, 'Beta', 1988, 'registrations'],
      ]);
      expect(choices).toEqual([...sides.map(({ key }) => key), 'one-person', 'neither']);
      await settle(sides[0]?.key ?? '');
      const settled = await linkedTwice();
      expect(settled).toEqual([['Alpha', expect.any(Array), ['general-practitioner:true 0.9 inami-activity']]]);
      expect(settled[0]?.[1]).toContain('nihdi:10000001');
      expect(settled[0]?.[1]).not.toContain('nihdi:30000002');
      // The same two in the next file, whose lines have changed their places: still settled.
      await stageFile(database, 'registrations', lines.toReversed());
      await link(database);
      expect(await contradictions()).toEqual([]);
      expect(await summary()).toEqual(settled);
    },
  );

  it('[LINK-07] links those who are settled to be one person, whose last line holds, and nobody where they are two', async () => {
    const lines = [{ values: alpha() }, { values: beta({ profession: 'dentist' }) }];
    await stageFile(database, 'registrations', lines);
    await link(database);
    await settle('one-person');
    const joined = ['nihdi:10000001'];
    expect(await linkedTwice()).toEqual([['Beta', joined, ['dentist:true', 'general-practitioner:true']]]);
    await emptyRegisters(database);
    await stageFile(database, 'registrations', lines);
    await link(database);
    await settle('neither');
    expect(await linkedTwice()).toEqual([]);
    expect(await contradictions('settled')).toHaveLength(1);
    // The settlement is found again once a national number is known.
    await stageFile(database, 'registrations', [{ nationalNumber: 'a', values: alpha() }]);
    await link(database);
    expect(await contradictions()).toEqual([]);
  });

  it.each<[string, StagedLine['values'], StagedLine['values']]>([
    ['a married name', alpha(), alpha({ familyName: 'Beta' })],
    ['another year', alpha(), alpha({ birthYear: 1956 })],
    ['a year that one does not say', alpha(), beta({ birthYear: '' })],
    [
      'accents, case and hyphens, beside another year',
      alpha({ familyName: "D'Élan-Alpha" }),
      beta({ familyName: 'D’ELAN ALPHA' }),
    ],
  ])('[LINK-07] takes %s for no second person', async (_, one, other) => {
    await stageFile(database, 'registrations', [{ values: one }, { values: other }]);
    expect(await link(database)).toMatchObject({ heldAside: 0, providersAdded: 1, contradictions: {} });
    await link(database);
    expect(await contradictions()).toEqual([]);
  });

  describe('[LINK-07] a file that gives the number on file to somebody else', () => {
    let first: Awaited<ReturnType<typeof only>>;
    beforeEach(async () => {
      await stageFile(database, 'registrations', [{ nationalNumber: 'a', values: alpha() }]);
      await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
      await link(database);
      first = await only();
      const [file] = await getDb().sourceFile.findMany({ where: { register: 'registrations' } });
      await dropFile(database, file?.id ?? '');
      await stageFile(database, 'registrations', [{ values: beta({ postcode: '2000' }) }]);
    });

    it('changes nothing on file, and is listed', async () => {
      expect(await link(database)).toMatchObject({ heldAside: 1, providersChanged: 1, providersAdded: 0 });
      const { registers, ...kept } = first;
      expect(registers).toEqual(['registrations', 'inami-activity']);
      expect(await only()).toMatchObject({ ...kept, registers: [] });
      const { sides } = await theContradiction();
      expect(sides.map(({ says, register, providerId }) => [says.familyName, register, providerId])).toEqual([
        ['Alpha', null, first.id],
        ['Beta', 'registrations', null],
      ]);
    });

    it('makes somebody else once it is settled to hold', async () => {
      await link(database);
      await settle(await sideOf('Beta'));
      const settled = await linkedTwice();
      expect(settled).toEqual([
        ['Alpha', [], ['general-practitioner:unknown']],
        ['Beta', ['nihdi:10000001'], ['general-practitioner:true 0.9 inami-activity']],
      ]);
      expect(await contradictions('gone')).toHaveLength(1);
    });

    it('renames whom it was settled to be', async () => {
      await link(database);
      await settle('one-person');
      expect(await linkedTwice()).toEqual([
        ['Beta', ['nihdi:10000001'], ['general-practitioner:true 0.9 inami-activity']],
      ]);
      expect((await only()).id).toBe(first.id);
    });

    it('counts for nobody where it is settled to be wrong', async () => {
      await link(database);
      await settle(await sideOf('Alpha'));
      expect(await linkedTwice()).toEqual([
        ['Alpha', ['nihdi:10000001'], ['general-practitioner:unknown 0.9 inami-activity']],
      ]);
      expect(await contradictions('settled')).toHaveLength(1);
    });
  });

  it('[LINK-07] holds one number on everybody aside in seconds', async () => {
    const many = 3_000;
    await stageFile(
      database,
      'registrations',
      Array.from({ length: many }, (_, at) => ({
        values: registration('10000001003', `Sample ${at}`, { birthYear: 1930 + (at % 70) }),
      })),
    );
    const start = performance.now();
    expect(await link(database)).toMatchObject({ heldAside: many, contradictions: { NUMBER_ON_TWO_PEOPLE: 1 } });
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 60_000);

  it('[LINK-08] lets the last of two domiciles hold until it is settled', async () => {
    const lines = [
      { nationalNumber: 'a', values: registration('40000001001', 'A', { profession: 'home-nurse', postcode: '4000' }) },
      { nationalNumber: 'a', values: registration('40000001001', 'A', { profession: 'midwife', postcode: '2000' }) },
    ];
    await stageFile(database, 'registrations', lines);
    await link(database);
    expect(await only()).toMatchObject({ postcode: '2000', province_code: 'BE-VAN' });
    const found = await theContradiction();
    expect(found).toMatchObject({ kind: 'TWO_DOMICILES', choices: ['4000', '2000'] });
    expect(found.sides.map(({ says }) => says.provinceCode)).toEqual(['BE-WLG', 'BE-VAN']);
    await settle('4000');
    await link(database);
    expect(await only()).toMatchObject({ postcode: '4000', province_code: 'BE-WLG' });
    await stageFile(database, 'registrations', lines.toReversed());
    await link(database);
    expect(await only()).toMatchObject({ postcode: '4000' });
    expect(await contradictions()).toEqual([]);
    await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('40000001001', 'A', { profession: 'midwife', postcode: '5000' }) },
    ]);
    await link(database);
    expect((await theContradiction()).choices).toEqual(['4000', '5000']);
    expect(await only()).toMatchObject({ postcode: '5000' });
  });

  it('[LINK-09] lists activity and employment of people whom nobody registers', async () => {
    await stageFile(database, 'inami-activity', [
      month('10000001003', '2020-03', 10, 0.9),
      month('10000001003', '2020-05', 10, 0.9),
    ]);
    await stageFile(database, 'employment', [work('z', 'home', 1), work('z', 'home', 1, { employer: '0999000002' })]);
    await link(database);
    expect(await linkedPeople(database)).toEqual([]);
    const found = await contradictions();
    expect(found.map(({ kind, sides }) => [kind, sides.map(({ register, says }) => [register, says])])).toEqual(
      expect.arrayContaining([
        [
          'ACTIVITY_WITHOUT_REGISTRATION',
          [
            ['inami-activity', { number: '10000001', months: 2, firstMonth: '2020-03', lastMonth: '2020-05' }],
            ['registrations', {}],
          ],
        ],
        [
          'ACTIVITY_WITHOUT_REGISTRATION',
          [
            ['employment', { employers: 2 }],
            ['registrations', {}],
          ],
        ],
      ]),
    );
    expect(JSON.stringify(found)).not.toContain('"z"');
    await stageFile(database, 'registrations', [{ nationalNumber: 'z', values: registration('10000001003', 'Z') }]);
    await link(database);
    expect(await contradictions()).toEqual([]);
    expect(await contradictions('gone')).toHaveLength(2);
  });

  it('[LINK-09] lists them as well of somebody on file whose registration is withdrawn, unless a claim established it', async () => {
    const registrationFile = await stageFile(database, 'registrations', [
      { nationalNumber: 'a', values: registration('10000001003', 'A') },
    ]);
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
    await stageFile(database, 'employment', [work('a', 'home', 1)]);
    await link(database);
    expect(await contradictions()).toEqual([]);
    await dropFile(database, registrationFile);
    expect(await link(database)).toMatchObject({ contradictions: { ACTIVITY_WITHOUT_REGISTRATION: 2 } });
    expect((await contradictions()).map(({ sides }) => sides.map(({ register }) => register)).toSorted()).toEqual([
      ['employment', 'registrations'],
      ['inami-activity', 'registrations'],
    ]);
    const { id: providerId } = await only();
    const correction = { providerId, professionCode: 'general-practitioner', correctedById: null };
    await recordCorrection(getDb(), { ...correction, facts: ['domicileProvince', 'contact'] });
    await link(database);
    expect(await contradictions()).toHaveLength(2);
    await recordCorrection(getDb(), { ...correction, facts: ['registered'] });
    await link(database);
    expect(await contradictions()).toEqual([]);
  });

  it('[LINK-09] does not list the activity of somebody whose registration is held aside', async () => {
    await stageFile(database, 'registrations', [{ nationalNumber: 'a', values: registration('10000001003', 'A') }]);
    await stageFile(database, 'employment', [work('a', 'home', 1)]);
    await link(database);
    await stageFile(database, 'registrations', [{ nationalNumber: 'b', values: registration('10000001003', 'B') }]);
    await link(database);
    expect((await contradictions()).map(({ kind }) => kind)).toEqual(['NUMBER_ON_TWO_PEOPLE']);
  });

  it('[LINK-10] links to the older of two providers who turn out to be one person, and lists the other', async () => {
    const older = await establish('10000001', 'Older');
    const younger = await establish('10000002', 'Younger');
    const both = [
      { nationalNumber: 'a', values: registration('10000001003', 'One') },
      { nationalNumber: 'a', values: registration('10000002140', 'One', { profession: 'specialist' }) },
    ];
    await stageFile(database, 'registrations', both);
    await link(database);
    const linked = await linkedPeople(database);
    expect(linked.map(({ id, numbers, practices }) => [id, numbers, practices])).toEqual(
      expect.arrayContaining([
        [older, ['nihdi:10000001'], ['general-practitioner:true', 'specialist:true']],
        [younger, ['nihdi:10000002'], []],
      ]),
    );
    const found = await theContradiction();
    expect(found).toMatchObject({ kind: 'NUMBER_ON_TWO_PEOPLE', choices: [older, younger, 'neither'] });
    await settle(younger);
    await link(database);
    const settled = await linkedPeople(database);
    expect(settled.find(({ id }) => id === younger)).toMatchObject({
      hashed: true,
      numbers: ['nihdi:10000001', 'nihdi:10000002'],
      practices: ['general-practitioner:true', 'specialist:true'],
    });
    expect(settled.find(({ id }) => id === older)).toMatchObject({
      hashed: false,
      numbers: [],
      practices: ['general-practitioner:unknown', 'specialist:unknown'],
    });
    const rows = await linkedRows(database);
    await link(database);
    expect((await linkedRows(database)).provider).toEqual(rows.provider);
  });

  it.each<[string, StagedLine]>([
    ['a smaller number', { values: registration('10000001003', 'One', { visa: 'V000000002' }) }],
    ['a national number', { nationalNumber: 'a', values: registration('10000002003', 'One', { visa: 'V000000002' }) }],
  ])('[LINK-10] keeps who was settled to be one person when a later file brings %s', async (_, line) => {
    await establish('10000002', 'Older');
    const younger = await establish('V000000002', 'Younger');
    await stageFile(database, 'registrations', [
      { values: registration('10000002003', 'One', { visa: 'V000000002' }) },
    ]);
    await link(database);
    await settle(younger);
    await stageFile(database, 'registrations', [line]);
    await link(database);
    expect(await contradictions()).toEqual([]);
    expect((await linkedPeople(database)).map(({ id, numbers }) => [id, numbers])).toContainEqual([
      younger,
      expect.arrayContaining(['nihdi:10000002', 'visa:V000000002']),
    ]);
  });

  it('[LINK-11] are settled once, by an administrator, with a reason, among what they can be settled by', async () => {
    await stageFile(database, 'inami-activity', [month('10000001003', '2020-03', 10, 0.9)]);
    await link(database);
    const { id } = await theContradiction();
    const staffEmail = someEmail();
    const staff: UserActor = { ...administrator, userId: await addStaff(staffEmail, 'BE-WLG'), isAdministrator: false };
    const input = { id, choice: 'set-aside', reason: 'The source was asked.' };
    const codes = async (...results: ReturnType<typeof settleContradiction>[]) =>
      (await Promise.all(results)).map((result) => (result.ok ? 'ok' : result.refusal.code)).sort();
    expect(await codes(settleContradiction(staff, input), settleContradiction(person, input))).toEqual([
      'not-allowed',
      'not-allowed',
    ]);
    await expect(listContradictions(staff, { state: 'open' }, 1)).rejects.toThrow();
    await expect(findContradiction(person, id)).rejects.toThrow();
    expect(await codes(settleContradiction(administrator, { ...input, choice: 'neither' }))).toEqual(['choice']);
    expect(await codes(settleContradiction(administrator, { ...input, id: administrator.userId }))).toEqual([
      'unknown',
    ]);
    expect(await codes(settleContradiction(administrator, input), settleContradiction(administrator, input))).toEqual([
      'already-settled',
      'ok',
    ]);
    expect(await findContradiction(administrator, id)).toMatchObject({
      state: 'settled',
      settled: { choice: 'set-aside' },
    });
    const trail = await getDb().auditEntry.findMany({ where: { action: 'contradiction.settle', subjectId: id } });
    expect(trail).toHaveLength(1);
  });

  it.each([
    [
      'contradiction_settled_with_reason',
      `INSERT INTO contradiction (kind, subject, fingerprint, sides, seen_at, settled_at, settlement, reason) VALUES ('TWO_DOMICILES', 's', 'f', '[]', now(), now(), '{"choice":"x"}', ' ')`,
    ],
    [
      'contradiction_settled_with_reason',
      `INSERT INTO contradiction (kind, subject, fingerprint, sides, seen_at, settlement) VALUES ('TWO_DOMICILES', 's', 'f', '[]', now(), '{"choice":"x"}')`,
    ],
    [
      'contradiction_once_key',
      `INSERT INTO contradiction (kind, subject, fingerprint, sides, seen_at) SELECT 'TWO_DOMICILES', 's', 'f', '[]', now() FROM generate_series(1, 2)`,
    ],
    [
      'fact_correction_names_a_fact',
      `INSERT INTO fact_correction (provider_id, fact, corrected_at) VALUES (gen_random_uuid(), 'eyeColour', now())`,
    ],
    ['fact_correction_is_final', 'UPDATE fact_correction SET corrected_at = now()'],
    ['fact_correction_is_final', 'DELETE FROM fact_correction'],
    [
      'provider_birth_year_plausible',
      `INSERT INTO provider (given_name, family_name, language, postcode, municipality, province_code, birth_year) VALUES ('a', 'b', 'fr', '4000', 'c', 'BE-WLG', 1850)`,
    ],
  ])('[LINK-12] the database refuses by %s', async (constraint, statement) => {
    await expect(database.asOwner(statement)).rejects.toThrow(constraint);
  });
});

describe('what waits', () => {
  const linkNow = async () => {
    expect(await requestLink(administrator)).toMatchObject({ ok: true });
    await workOnRuns(runHandlers, new AbortController().signal);
  };
  const waiting = () => findWaitingForLink(administrator);
  const twoDomiciles = [
    { nationalNumber: 'a', values: registration('40000001001', 'A', { profession: 'home-nurse', postcode: '4000' }) },
    { nationalNumber: 'a', values: registration('40000001001', 'A', { profession: 'midwife', postcode: '2000' }) },
  ];

  it('[LINK-16] for the next linking is what files say that came or went, and what was settled', async () => {
    await stageFile(database, 'registrations', twoDomiciles);
    expect(await waiting()).toBeUndefined();
    await linkNow();
    expect(await waiting()).toBeUndefined();
    await settle('4000');
    expect(await waiting()).toEqual({ filesLoaded: 0, filesWithdrawn: 0, settlements: 1, takenBack: 0 });
    const activityFile = await stageFile(database, 'inami-activity', [month('10000002003', '2020-03', 10, 0.1)]);
    expect(await waiting()).toEqual({ filesLoaded: 1, filesWithdrawn: 0, settlements: 1, takenBack: 0 });
    await requestLink(administrator);
    expect(await waiting()).toBeUndefined();
    await linkNow();
    expect(await waiting()).toBeUndefined();
    // It counts for nobody, whatever was settled.
    await settle('set-aside');
    expect(await waiting()).toBeUndefined();
    await dropFile(database, activityFile);
    expect(await waiting()).toEqual({ filesLoaded: 0, filesWithdrawn: 1, settlements: 0, takenBack: 0 });
    await stageFile(database, 'inami-activity', [month('10000002003', '2020-03', 10, 0.2)]);
    expect(await waiting()).toEqual({ filesLoaded: 1, filesWithdrawn: 1, settlements: 0, takenBack: 0 });
    await expect(findWaitingForLink({ ...administrator, isAdministrator: false })).rejects.toThrow();
  });

  it('[DECIDE-20] for the next decisions is what was corrected or linked otherwise since', async () => {
    const decisionsWait = (runId?: string) => findWaitingForDecision(administrator, runId);
    const decideNow = async () => {
      const asked = await requestDecisions(administrator, { programmeCode: reserve });
      if (!asked.ok) throw new Error(asked.refusal.code);
      expect(await decisionsWait()).toBeUndefined();
      await workOnRuns(runHandlers, new AbortController().signal);
      return asked.value.runId;
    };
    await stageFile(database, 'registrations', twoDomiciles);
    await linkNow();
    expect(await decisionsWait()).toBeUndefined();
    const first = await decideNow();
    await linkNow();
    expect(await decisionsWait()).toBeUndefined();
    await settle('4000');
    await linkNow();
    expect(await decisionsWait()).toEqual({ linkings: 1, corrections: 0, takenBack: 0, programmeCodes: [] });
    const second = await decideNow();
    expect(await decisionsWait()).toBeUndefined();
    const { id: providerId } = await only();
    await recordCorrection(getDb(), { providerId, facts: ['contact'], correctedById: null });
    expect(await decisionsWait()).toBeUndefined();
    await recordCorrection(getDb(), {
      ...{ providerId, professionCode: 'midwife', correctedById: null },
      facts: ['registered', 'ambulatoryShares'],
    });
    expect(await decisionsWait()).toEqual({ linkings: 0, corrections: 2, takenBack: 0, programmeCodes: [] });
    await decideNow();
    expect(await decisionsWait()).toBeUndefined();
    expect(await decisionsWait(first)).toEqual({ linkings: 1, corrections: 2, takenBack: 0, programmeCodes: [] });
    expect(await decisionsWait(second)).toEqual({ linkings: 0, corrections: 2, takenBack: 0, programmeCodes: [] });
    await expect(findWaitingForDecision({ ...administrator, isAdministrator: false })).rejects.toThrow();
  });

  it('[DECIDE-20] is told by programme: deciding on one makes no other up to date', async () => {
    await stageFile(database, 'registrations', twoDomiciles);
    await linkNow();
    const other = 'emergency-masks-2020';
    const run = (programmeCode: string, state: 'DONE' | 'QUEUED') =>
      database.asOwner(
        `INSERT INTO run (kind, state, input, result, finished_at)
         VALUES ('DECIDE', $1::"RunState", $2, $3, CASE WHEN $1 = 'DONE' THEN business_now() END)`,
        [state, JSON.stringify({ programmeCode }), state === 'DONE' ? JSON.stringify({ corrections: 0 }) : null],
      );
    await run(reserve, 'DONE');
    await run(other, 'DONE');
    await settle('4000');
    await linkNow();
    const waits = { linkings: 1, corrections: 0, takenBack: 0 };
    expect(await findWaitingForDecision(administrator)).toEqual({ ...waits, programmeCodes: [] });
    await run(reserve, 'DONE');
    expect(await findWaitingForDecision(administrator)).toEqual({ ...waits, programmeCodes: [other] });
    const { id: providerId } = await only();
    await recordCorrection(getDb(), {
      ...{ providerId, professionCode: 'midwife', correctedById: null },
      facts: ['registered'],
    });
    // Both wait: what is told is how far the older is behind.
    expect(await findWaitingForDecision(administrator)).toEqual({
      ...{ linkings: 1, corrections: 1, takenBack: 0 },
      programmeCodes: [],
    });
    await run(other, 'QUEUED');
    expect(await findWaitingForDecision(administrator)).toEqual({
      ...{ linkings: 0, corrections: 1, takenBack: 0 },
      programmeCodes: [reserve],
    });
    await run(reserve, 'QUEUED');
    expect(await findWaitingForDecision(administrator)).toBeUndefined();
    await database.asOwner(
      `UPDATE run SET state = 'FAILED', failure = '{"code": "unexpected"}', finished_at = business_now()
        WHERE state = 'QUEUED'`,
    );
  });
});

describe('the run', () => {
  it('[LINK-13] is asked for by administrators, once while it waits, and tells what it did', async () => {
    const staff: UserActor = { ...administrator, isAdministrator: false };
    expect(await requestLink(staff)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
    await stageFile(database, 'registrations', [{ nationalNumber: 'a', values: registration('10000001003', 'A') }]);
    const first = await requestLink(administrator);
    expect(await requestLink(administrator)).toEqual(first);
    if (!first.ok) throw new Error('refused');
    expect(await workOnRuns(runHandlers, new AbortController().signal)).toBe(1);
    expect(await findRun(administrator, first.value.runId)).toMatchObject({
      state: 'DONE',
      result: { registrations: 1, providersAdded: 1, sources: [{ register: 'registrations' }] },
      progress: { step: 'done' },
    });
    expect(await only()).toMatchObject({ family_name: 'A' });
  });

  it('[LINK-15] makes people of the files of three registers as they were imported', async () => {
    await addGrouping('Grouping 1', '0999000083');
    const files = {
      registrations: [
        'N° INAMI;Numéro national;Prénom;Nom;Profession;Rue;Code postal;Commune;Langue',
        '4-00001-27-401;85.07.30-033-28;Alix;Exemple;infirmier à domicile;Rue de l’Exemple 1;4000;Liège;fr',
      ],
      'inami-activity': [
        'RIZIV-nummer;Maand;Aantal;Ambulant',
        '40000127401;03/2020;10;90 %',
        '40000127401;2020-04;30;0,5',
      ],
      employment: [
        'SSIN,Employer,Setting,Working time,Grouping',
        '85073003328,self-employed,home,100%,',
        `60022999885,self-employed,home,100%,`,
      ],
    } as const;
    for (const [register, lines] of Object.entries(files)) {
      const stream = async function* () {
        yield Buffer.from(lines.join('\r\n'));
      };
      const received = await receiveFile(administrator, { register, fileName: `${register}.csv`, stream: stream() });
      if (!received.ok) throw new Error(`${register}: ${received.refusal.code}`);
      expect(await confirmImport(administrator, received.value.fileId)).toMatchObject({ ok: true });
    }
    await requestLink(administrator);
    expect(await workOnRuns(runHandlers, new AbortController().signal)).toBe(4);
    expect(await only()).toMatchObject({
      family_name: 'Exemple',
      hashed: true,
      numbers: ['nihdi:40000127'],
      registers: ['registrations', 'inami-activity', 'employment'],
      practices: ['home-nurse:true 0.6 inami-activity'],
    });
    expect((await theContradiction()).kind).toBe('ACTIVITY_WITHOUT_REGISTRATION');
  });
});

async function establish(value: string, familyName: string): Promise<string> {
  const id = await establishProvider(getDb(), {
    givenName: 'Sample',
    familyName,
    language: 'fr',
    street: null,
    postcode: '4000',
    municipality: 'Exampletown',
    provinceCode: 'BE-WLG',
    identifier: { scheme: value.startsWith('V') ? 'visa' : 'nihdi', value },
  });
  if (familyName === 'Claimed') {
    await recordEvidence(getDb(), {
      providerId: id,
      professionCode: 'general-practitioner',
      registeredNumber: `${value}003`,
      registered: false,
      source: 'claim:M-TEST-0002',
    });
    await recordCorrection(getDb(), {
      ...{ providerId: id, professionCode: 'general-practitioner', correctedById: null },
      facts: ['profession'],
    });
  }
  return id;
}

/** What a list would give, laid by hand; a booked one without its booking, whose guards are others' tests. */
async function giveEntitlement(providerId: string, status: 'GIVEN' | 'BOOKED'): Promise<void> {
  const [list] = await database.asOwner<{ id: string }>(
    `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
     VALUES ('strategic-reserve-2020', 'general-practitioner', (SELECT coalesce(max(number), 0) + 1 FROM published_list), 'FULL', '2020-06-16') RETURNING id`,
  );
  await database.asOwner(
    `INSERT INTO entitlement (programme_code, provider_id, profession_code, province_code, channel, status, period, list_id, given_at)
     VALUES ('strategic-reserve-2020', $1, 'general-practitioner', 'BE-WLG', 'PROVINCE_PICKUP', $2::"EntitlementStatus", 'once', $3, now())`,
    [providerId, status, list?.id],
  );
}
