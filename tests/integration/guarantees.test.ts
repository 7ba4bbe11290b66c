import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { handOver } from '#lib/pickup/hand-over.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishFilled } from '../support/filled-list.ts';
import { setPortalEnvironment } from '../support/people.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld, seedSlot } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;

/** Ids of what there is to break. */
const known = {
  provider: '',
  otherProvider: '',
  decision: '',
  otherDecision: '',
  /** Of a provider who is not eligible. */
  refusal: '',
  /** Of the same provider under another programme. */
  masksDecision: '',
  draft: '',
  published: '',
  ended: '',
  entitlement: '',
  user: '',
};

const decisionColumns =
  'programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, reasons, missing';

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  const people = await seedEntitled(database.asOwner, world, { count: 2, provinceCode: 'BE-WLG' });
  const [one, other] = people;
  if (!one || !other) throw new Error('nobody was made');
  const idOf = async (sql: string, values: unknown[] = []) =>
    (await database.asApp<{ id: string }>(sql, values))[0]?.id ?? '';
  const decisionOf = (providerId: string) => idOf('SELECT id FROM decision WHERE provider_id = $1', [providerId]);
  known.provider = one.actor.providerId;
  known.otherProvider = other.actor.providerId;
  known.entitlement = one.entitlementId;
  known.user = world.liege.staff.userId;
  known.decision = await decisionOf(known.provider);
  known.otherDecision = await decisionOf(known.otherProvider);
  const decide = (programme: string, outcome: string) =>
    idOf(
      `INSERT INTO decision (${decisionColumns})
       SELECT $1, $2, 'general-practitioner', $1, 1, '2020-06-12', $3::"DecisionOutcome", '{}', '[{}]', '{}' RETURNING id`,
      [programme, known.provider, outcome],
    );
  known.refusal = await decide(programmeCode, 'NOT_ELIGIBLE');
  known.masksDecision = await decide('emergency-masks-2020', 'ELIGIBLE');
  const list = (number: number) =>
    idOf(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       VALUES ($1, 'general-practitioner', $2, 'FULL', '2020-06-12') RETURNING id`,
      [programmeCode, number],
    );
  known.draft = await list(20);
  known.published = await list(21);
  known.ended = await list(22);
  for (const id of [known.published, known.ended]) {
    await database.asApp('INSERT INTO list_entry (list_id, provider_id, decision_id) VALUES ($1, $2, $3)', [
      id,
      known.provider,
      known.decision,
    ]);
    await publishFilled(database.asApp, id);
  }
  await database.asApp(
    `UPDATE published_list SET ended_at = business_now(), ended_reason = 'withdrawn' WHERE id = $1`,
    [known.ended],
  );
});

type Case = readonly [constraint: string, what: string, sql: () => string];

function refusedAsApplication(cases: readonly Case[]) {
  it.each(cases)('[GUARD-DB-01] %s refuses %s', async (constraint, _what, sql) => {
    await expect(database.asApp(sql())).rejects.toThrow(constraint);
  });
}

describe('what is never changed', () => {
  const tables = [
    ['audit_entry', 'audit_entry_is_final', 'action'],
    ['list_entry', 'list_entry_is_final', 'decision_id'],
    ['decision', 'decision_is_final', 'outcome'],
    ['rule_set', 'rule_set_is_final', 'definition'],
    ['kit_line', 'kit_line_is_final', 'quantity'],
    ['claim_event', 'claim_event_is_final', 'text'],
    ['entitlement_debit', 'entitlement_debit_is_final', 'channel'],
    ['handover', 'handover_is_final', 'handed_over_at'],
    ['stock_movement', 'stock_movement_is_final', 'quantity'],
  ] as const;

  it.each(tables)(
    '[GUARD-DB-02] %s: the application may not, and %s stops its owner too',
    async (table, trigger, column) => {
      for (const sql of [
        `UPDATE ${table} SET ${column} = ${column}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(database.asApp(sql)).rejects.toThrow(`permission denied for table ${table}`);
        await expect(database.asOwner(sql)).rejects.toThrow(trigger);
      }
    },
  );
});

describe('business time', () => {
  it('[GUARD-DB-03] business_clock_moves_only_in_demonstration: nobody moves the clock elsewhere', async () => {
    await database.asOwner('UPDATE business_clock SET offset_ms = 0, demonstration = false');
    try {
      const constraint = 'business_clock_moves_only_in_demonstration';
      await expect(database.asApp(`SELECT step_business_clock('2020-06-21')`)).rejects.toThrow(constraint);
      await expect(database.asOwner('UPDATE business_clock SET offset_ms = 1')).rejects.toThrow(constraint);
      await expect(database.asApp('UPDATE business_clock SET demonstration = true')).rejects.toThrow(
        'permission denied',
      );
      const [row] = await database.asApp<{ apart: number }>(
        'SELECT abs(extract(epoch FROM business_now() - clock_timestamp()))::float AS apart',
      );
      expect(row?.apart).toBeLessThan(1);
    } finally {
      await database.asOwner('UPDATE business_clock SET demonstration = true');
    }
  });

  it('[GUARD-DB-03] business_clock_one_row: there is one clock', async () => {
    await expect(database.asOwner('INSERT INTO business_clock (id) VALUES (2)')).rejects.toThrow(
      'business_clock_one_row',
    );
    await expect(database.asApp('INSERT INTO business_clock (id) VALUES (2)')).rejects.toThrow('permission denied');
  });
});

describe('programmes', () => {
  refusedAsApplication([
    [
      'programme_claim_days_in_order',
      'claims that end before they begin',
      () => `UPDATE programme SET claims_from_on = '2020-06-02', claims_last_on = '2020-06-01'`,
    ],
    [
      'programme_delivery_days_in_order',
      'a delivery that ends before it begins',
      () => `UPDATE programme SET delivery_from_on = '2020-07-02', delivery_last_on = '2020-07-01'`,
    ],
    [
      'kit_line_quantity_positive',
      'a parcel with nothing of an item',
      () => `INSERT INTO kit_line (kit_id, item_code, quantity) VALUES ('${world.kitId}', 'ffp2-masks', 0)`,
    ],
    [
      'delivery_schedule_days_in_order',
      'a planned delivery that ends before it begins',
      () => `INSERT INTO delivery_schedule (programme_code, province_code, from_on, last_on, way, published_at)
             VALUES ('${programmeCode}', 'BE-WLG', '2020-07-02', '2020-07-01', 'PICKUP', now())`,
    ],
  ]);
});

describe('registers and organisations', () => {
  const activity = (share: number, from: string, until: string) => () =>
    `WITH made AS (INSERT INTO practice (provider_id, profession_code, registered_number)
                   VALUES ('${known.provider}', 'dentist', '39000334001') RETURNING id)
     INSERT INTO practice_activity (practice_id, valid_from, valid_until, ambulatory_share, source)
     SELECT id, '${from}', '${until}', ${share}, 'test' FROM made`;

  refusedAsApplication([
    [
      'provider_email_lower_case',
      'an address with capitals',
      () => `UPDATE provider SET email = 'Someone@test.invalid' WHERE id = '${known.provider}'`,
    ],
    [
      'provider_national_number_hashed',
      'a national number that is no hash',
      () => `UPDATE provider SET national_number_hash = '85073003328' WHERE id = '${known.provider}'`,
    ],
    ['practice_activity_share_bounds', 'more than the whole', activity(1.001, '2020-03-01', '2020-06-01')],
    ['practice_activity_share_bounds', 'less than nothing', activity(-0.001, '2020-03-01', '2020-06-01')],
    ['practice_activity_days_in_order', 'a period of no days', activity(0.5, '2020-03-01', '2020-03-01')],
    [
      'membership_days_in_order',
      'a membership of no days',
      () => `WITH made AS (INSERT INTO organisation (kind, name, province_code)
                           VALUES ('GROUPING', 'Grouping of the test', 'BE-WLG') RETURNING id)
             INSERT INTO membership (organisation_id, provider_id, valid_from, valid_until)
             SELECT id, '${known.provider}', '2020-03-01', '2020-03-01' FROM made`,
    ],
  ]);
});

describe('decisions and lists', () => {
  const decision = (outcome: string, facts: string, reasons: string) => () =>
    `INSERT INTO decision (${decisionColumns})
     VALUES ('${programmeCode}', '${known.provider}', 'general-practitioner', '${programmeCode}', 1, '2020-06-12',
             '${outcome}', '${facts}', '${reasons}', '{}')`;
  const list =
    (number: number, more = 'NULL, NULL, NULL') =>
    () =>
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, published_at, ended_at, ended_reason)
     VALUES ('${programmeCode}', 'general-practitioner', ${number}, 'FULL', '2020-06-12', ${more})`;
  const entry = (listId: keyof typeof known, provider: keyof typeof known, decisionId: keyof typeof known) => () =>
    `INSERT INTO list_entry (list_id, provider_id, decision_id)
     VALUES ('${known[listId]}', '${known[provider]}', '${known[decisionId]}')`;

  refusedAsApplication([
    [
      'published_list_starts_unpublished',
      'a list that is published before it is filled',
      list(31, 'business_now(), NULL, NULL'),
    ],
    [
      'kit_line_only_before_use',
      'a kit that grows after it was given',
      () => `INSERT INTO kit_line (kit_id, item_code, quantity) VALUES ('${world.kitId}', 'ffp2-masks', 5)`,
    ],
    ['decision_keeps_facts', 'a decision without its facts', decision('ELIGIBLE', '[]', '[{}]')],
    ['decision_keeps_reasons', 'a decision without a reason', decision('ELIGIBLE', '{}', '[]')],
    ['decision_keeps_reasons', 'reasons that are no list', decision('NOT_ELIGIBLE', '{}', '{}')],
    [
      'decision_undetermined_says_what_is_missing',
      'an undetermined outcome that does not say why',
      decision('UNDETERMINED', '{}', '[{}]'),
    ],
    ['published_list_number_positive', 'a list numbered nothing', list(0)],
    ['published_list_number_key', 'two lists of one number', list(21)],
    ['published_list_end_has_reason', 'a list that ends for no reason', list(30, 'now(), now(), NULL')],
    ['published_list_end_has_reason', 'a reason without an end', list(30, `now(), NULL, 'withdrawn'`)],
    ['published_list_ends_after_publication', 'the end of an unpublished list', list(30, `NULL, now(), 'withdrawn'`)],
    [
      'published_list_is_frozen',
      'another count on a published list',
      () => `UPDATE published_list SET entry_count = 2 WHERE id = '${known.published}'`,
    ],
    [
      'published_list_is_frozen',
      'taking a publication back',
      () => `UPDATE published_list SET published_at = NULL WHERE id = '${known.published}'`,
    ],
    [
      'published_list_is_frozen',
      'opening an ended list again',
      () => `UPDATE published_list SET ended_at = NULL, ended_reason = NULL WHERE id = '${known.ended}'`,
    ],
    [
      'list_entry_only_before_publication',
      'a late entry on a published list (list_entry_guard)',
      entry('published', 'otherProvider', 'otherDecision'),
    ],
    [
      'list_count_only_before_publication',
      'a late count of a published list (published_list_count_guard)',
      () =>
        `INSERT INTO published_list_count (list_id, province_code, entries) VALUES ('${known.published}', 'BE-VAN', 500)`,
    ],
    ['list_entry_rests_on_decision', 'someone who is not eligible', entry('draft', 'provider', 'refusal')],
    ['list_entry_rests_on_decision', 'the decision about another', entry('draft', 'provider', 'otherDecision')],
    ['list_entry_rests_on_decision', 'the decision of another programme', entry('draft', 'provider', 'masksDecision')],
  ]);

  it('[GUARD-DB-04] published_list_is_frozen: its owner can’t delete or renumber a list either', async () => {
    for (const sql of [
      'DELETE FROM published_list WHERE id = $1',
      'UPDATE published_list SET number = 99 WHERE id = $1',
    ]) {
      await expect(database.asOwner(sql, [known.published])).rejects.toThrow('published_list_is_frozen');
      await expect(database.asApp(sql, [known.published])).rejects.toThrow('permission denied');
    }
  });

  it.each([
    ['list_entry_guard', 'list_entry_only_before_publication', lateEntry],
    ['published_list_count_guard', 'list_count_only_before_publication', lateCount],
  ])('[GUARD-DB-05] %s waits for a publication under way, and then refuses', async (_, constraint, add) => {
    const listId = await emptyList();
    const publisher = new pg.Client({ connectionString: database.appUrl });
    await publisher.connect();
    try {
      await publisher.query('BEGIN');
      await publisher.query('UPDATE published_list SET published_at = business_now() WHERE id = $1', [listId]);
      const refused = expect(database.asApp(add(listId))).rejects.toThrow(constraint);
      await publisher.query('SELECT pg_sleep(0.1)');
      await publisher.query('COMMIT');
      await refused;
    } finally {
      await publisher.end();
    }
  });

  it.each([
    ['an entry', lateEntry],
    ['a count', lateCount],
  ])('[GUARD-DB-05] published_list_counts_its_entries waits for %s under way, and then refuses', async (_, add) => {
    const listId = await emptyList();
    const filler = new pg.Client({ connectionString: database.appUrl });
    await filler.connect();
    try {
      await filler.query('BEGIN');
      await filler.query(add(listId));
      const publication = database.asApp('UPDATE published_list SET published_at = business_now() WHERE id = $1', [
        listId,
      ]);
      const refused = expect(publication).rejects.toThrow('published_list_counts_its_entries');
      await filler.query('SELECT pg_sleep(0.1)');
      await filler.query('COMMIT');
      await refused;
    } finally {
      await filler.end();
    }
  });

  async function emptyList(): Promise<string> {
    const [list] = await database.asApp<{ id: string }>(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       SELECT $1, 'general-practitioner', max(number) + 1, 'FULL', '2020-06-12'
         FROM published_list WHERE programme_code = $1 AND profession_code = 'general-practitioner' RETURNING id`,
      [programmeCode],
    );
    return list?.id ?? '';
  }

  function lateEntry(listId: string): string {
    return `INSERT INTO list_entry (list_id, provider_id, decision_id)
            VALUES ('${listId}', '${known.provider}', '${known.decision}')`;
  }

  function lateCount(listId: string): string {
    return `INSERT INTO published_list_count (list_id, province_code, entries) VALUES ('${listId}', 'BE-WLG', 1)`;
  }
});

describe('entitlements', () => {
  const entitlement = (period: string, channel: string, organisation: string) => () =>
    `WITH made AS (INSERT INTO organisation (kind, name, province_code)
                   VALUES ('GROUPING', 'Grouping of the test', 'BE-WLG') RETURNING id)
     INSERT INTO entitlement (programme_code, provider_id, period, profession_code, province_code, channel, organisation_id, list_id, given_at)
     SELECT '${programmeCode}', '${known.provider}', '${period}', 'general-practitioner', 'BE-WLG', '${channel}',
            ${organisation}, '${world.listId}', now() FROM made`;

  refusedAsApplication([
    ['entitlement_period_form', 'a period that is no week', entitlement('2020-20', 'PROVINCE_PICKUP', 'NULL::uuid')],
    ['entitlement_once_key', 'the same parcel twice', entitlement('once', 'PROVINCE_PICKUP', 'NULL::uuid')],
    [
      'entitlement_organisation_fits_channel',
      'an organisation for who collects in the province',
      entitlement('2020-W20', 'PROVINCE_PICKUP', 'id'),
    ],
    [
      'entitlement_organisation_fits_channel',
      'a grouping that is not named',
      entitlement('2020-W20', 'GROUPING', 'NULL::uuid'),
    ],
    [
      'entitlement_served_by_debit',
      'served without a debit (entitlement_status_guard)',
      () => `UPDATE entitlement SET status = 'SERVED' WHERE id = '${known.entitlement}'`,
    ],
  ]);

  const counts = async () => {
    const rows = await database.asApp<{ status: string; quantity: number }>(
      `SELECT status, sum(quantity)::int AS quantity FROM entitlement_count GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ status, quantity }) => [status, quantity]));
  };

  it('[GUARD-DB-06] entitlement_counts_added, entitlement_counts_changed: counts follow, and nobody else writes them', async () => {
    const before = await counts();
    const people = await seedEntitled(database.asOwner, world, { count: 3, provinceCode: 'BE-WLG' });
    expect((await counts()).GIVEN).toBe((before.GIVEN ?? 0) + 3);
    await database.asApp(`UPDATE entitlement SET status = 'DECLINED' WHERE id = $1`, [people[0]?.entitlementId]);
    const after = await counts();
    expect([after.GIVEN, after.DECLINED]).toEqual([(before.GIVEN ?? 0) + 2, (before.DECLINED ?? 0) + 1]);
    for (const sql of [
      'UPDATE entitlement_count SET quantity = 0',
      'DELETE FROM entitlement_count',
      `INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
       SELECT programme_code, province_code, profession_code, channel, status, 1 FROM entitlement_count LIMIT 1`,
    ]) {
      await expect(database.asApp(sql)).rejects.toThrow('permission denied for table entitlement_count');
    }
  });

  it('[GUARD-DB-07] entitlement_debit_serves, stock_movement_applies, booking_applies: what follows is kept by the database alone', async () => {
    const [person] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    const { pickupPointId, staff } = world.liege;
    const slotId = await seedSlot(database.asOwner, { pickupPointId, capacity: 3, inHours: 50 });
    const look = async () => {
      const [row] = await database.asApp<{ status: string; booked: number; aprons: number }>(
        `SELECT e.status, s.booked, b.quantity AS aprons
           FROM entitlement e, slot s JOIN pickup_point p ON p.id = s.pickup_point_id
           JOIN stock_balance b ON b.depot_id = p.depot_id JOIN lot l ON l.id = b.lot_id AND l.variant_code = 'aprons'
          WHERE e.id = $1 AND s.id = $2`,
        [person?.entitlementId, slotId],
      );
      return row;
    };
    const before = await look();
    await database.asApp(
      `INSERT INTO booking (entitlement_id, slot_id, code, booked_at) VALUES ($1, $2, 'GUARDDB7', business_now())`,
      [person?.entitlementId, slotId],
    );
    expect(await look()).toEqual({ ...before, status: 'BOOKED', booked: 1 });
    const handedOver = await handOver(staff, {
      entitlementId: person?.entitlementId ?? '',
      pickupPointId,
      variantCodes: ['gloves-m'],
    });
    expect(handedOver.ok).toBe(true);
    expect(await look()).toEqual({ status: 'SERVED', booked: 1, aprons: (before?.aprons ?? 0) - 50 });

    await expect(
      database.asApp(`UPDATE booking SET cancelled_at = business_now(), checked_in_at = NULL WHERE code = 'GUARDDB7'`),
    ).rejects.toThrow('booking_cancelled_only_before_handover');
    await expect(database.asApp('UPDATE slot SET booked = 0 WHERE id = $1', [slotId])).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('depots', () => {
  const depot = (kind: string, province: string) => () =>
    `INSERT INTO depot (kind, name, province_code) VALUES ('${kind}', 'Depot of the test', ${province})`;
  refusedAsApplication([
    ['depot_province_fits_kind', 'a local depot that lies nowhere', depot('LOCAL', 'NULL')],
    ['depot_province_fits_kind', 'a central depot of one province', depot('CENTRAL', `'BE-WLG'`)],
    ['depot_one_of_its_kind', 'a second central depot', depot('CENTRAL', 'NULL')],
    ['depot_one_of_its_kind', 'a second place that suppliers are', depot('SUPPLIER', 'NULL')],
    ['depot_one_provincial', 'a second depot of a province', depot('PROVINCIAL', `'BE-WLG'`)],
  ]);
});

describe('claims', () => {
  refusedAsApplication([
    [
      'claim_receipt_not_in_future',
      'a claim received tomorrow (claim_receipt_guard)',
      () => `INSERT INTO claim (reference, programme_code, profession_code, status, received_at, received_by, identifier_scheme,
                                identifier_value, stated_number, given_name, family_name, postcode, municipality, province_code,
                                workplace, active_since_on, language, email, access_token_hash)
             SELECT 'M-TEST', code, 'dentist', 'UNCONFIRMED', now() + interval '1 day', 'WEB', 'nihdi', '39000334', '39000334001',
                    'Sample', 'Person', '4000', 'Exampletown', 'BE-WLG', 'Example practice', '2015-01-01', 'fr', 'p@test.invalid', '\\x01'
               FROM programme WHERE code = '${programmeCode}'`,
    ],
  ]);

  beforeAll(() =>
    database
      .asOwner(`UPDATE programme SET claims_last_on = NULL WHERE code = $1`, [programmeCode])
      .then(() => undefined),
  );
});

describe('roles and the trail', () => {
  const role =
    (name: string, province: string, organisation = 'NULL::uuid') =>
    () =>
      `WITH made AS (INSERT INTO organisation (kind, name, province_code)
                   VALUES ('GROUPING', 'Grouping of the test', 'BE-WLG') RETURNING id)
     INSERT INTO role_assignment (user_id, role, province_code, organisation_id)
     SELECT '${known.user}', '${name}', ${province}, ${organisation} FROM made`;
  const entry = (action: string, kind: string) => () =>
    `INSERT INTO audit_entry (business_at, actor_kind, action, subject_type, subject_id)
     VALUES (now(), '${kind}', '${action}', 'test', '1')`;

  refusedAsApplication([
    [
      'app_user_email_lower_case',
      'a login with capitals',
      () => `INSERT INTO app_user (email) VALUES ('Someone.Else@test.invalid')`,
    ],
    ['role_assignment_scope', 'an administrator of one province', role('TASKFORCE_ADMIN', `'BE-WLG'`)],
    ['role_assignment_scope', 'staff of no province', role('PROVINCE_STAFF', 'NULL')],
    ['role_assignment_scope', 'staff of a province and an organisation', role('PROVINCE_STAFF', `'BE-VAN'`, 'id')],
    ['role_assignment_scope', 'staff of no organisation', role('ORGANISATION_STAFF', 'NULL')],
    ['role_assignment_once', 'the same role twice', role('PROVINCE_STAFF', `'BE-WLG'`)],
    ['audit_entry_action_form', 'an action that is no code', entry('Something happened', 'system')],
    ['audit_entry_actor_kind', 'a user who is not named', entry('role.grant', 'user')],
    ['audit_entry_actor_kind', 'an actor of no kind', entry('role.grant', 'nobody')],
  ]);
});

describe('every guarantee', () => {
  const root = path.resolve(import.meta.dirname, '../..');

  /** Constraints, triggers and unique indexes that the migrations name by hand, and the names that triggers refuse by. */
  function namesInMigrations(): readonly string[] {
    const folder = path.join(root, 'prisma/migrations');
    const sql = readdirSync(folder)
      .filter((name) => /guarantees|_guard_/.test(name))
      .map((name) => readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
      .join('\n');
    const named =
      /ADD CONSTRAINT (\w+)|CREATE (?:CONSTRAINT )?TRIGGER (\w+)|CREATE UNIQUE INDEX (\w+)|CONSTRAINT = '(\w+)'/g;
    return [...new Set([...sql.matchAll(named)].map(([, ...groups]) => groups.find(Boolean) ?? ''))];
  }

  it('[GUARD-DB-08] is named by a test that breaks it', () => {
    const tests = readdirSync(path.join(root, 'tests'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    const names = namesInMigrations();
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(tests))).toEqual([]);
  });
});
