import pg from 'pg';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import type { TestDatabase } from './database.ts';
import { publishFilled } from './filled-list.ts';

const reserve = 'strategic-reserve-2020';
const masks = 'emergency-masks-2020';

const reasonsByOutcome = {
  ELIGIBLE: [{ code: 'right-to-practise-held', rule: 'right-to-practise', status: 'met', params: {} }],
  NOT_ELIGIBLE: [{ code: 'right-to-practise-not-held', rule: 'right-to-practise', status: 'failed', params: {} }],
} as const;

/** The people that checks are made on; numbers as they are looked up, postcodes of their domicile. */
export const checkPeople = {
  /** On the lists of both programmes, fetches from a point in Liège. */
  listed: { scheme: 'nihdi', value: '19000122', typed: '1-90001-22-003', postcode: '4000', province: 'BE-WLG' },
  /** Gets hers through a grouping. */
  nurse: { scheme: 'nihdi', value: '49000430', typed: '490 004 30', postcode: '2000', province: 'BE-VAN' },
  /** Known by a visa. */
  assistant: { scheme: 'visa', value: 'V123456789', typed: 'v 123.456.789', postcode: '5000', province: 'BE-WNA' },
  /** Stood on a list that has ended. */
  ended: { scheme: 'nihdi', value: '29000228', typed: '29000228001', postcode: '4000', province: 'BE-WLG' },
  /** In the registers, on no list, with an address on file. */
  missing: { scheme: 'nihdi', value: '39000334', typed: '39000334001', postcode: '4000', province: 'BE-WLG' },
  /** On a list although the check digits of the number fail: a reviewer accepted it. */
  reviewed: { scheme: 'nihdi', value: '19000123', typed: '19000123003', postcode: '1000', province: 'BE-BRU' },
} as const;

export type CheckPerson = (typeof checkPeople)[keyof typeof checkPeople];

/** A small country to check in, in a demonstration at 16 June 2020, 09:00. */
export async function seedCheckWorld(database: Pick<TestDatabase, 'ownerUrl'>): Promise<void> {
  await deployReferenceData(database.ownerUrl);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`
      UPDATE business_clock SET demonstration = true,
        offset_ms = (extract(epoch FROM timestamptz '2020-06-16T09:00:00+02:00' - clock_timestamp()) * 1000)::bigint`);
    await seed(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function seed(client: pg.Client): Promise<void> {
  const ids = new Map<CheckPerson, string>();
  for (const person of Object.values(checkPeople)) ids.set(person, await addProvider(client, person));
  const id = (person: CheckPerson) => ids.get(person) ?? '';
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO organisation (kind, name, province_code) VALUES ('GROUPING', 'Example Grouping', 'BE-VAN') RETURNING id`,
  );
  const { listed, nurse, assistant, ended, missing, reviewed } = checkPeople;
  const list = (programme: string, profession: string, number: number, people: readonly CheckPerson[]) =>
    publish(client, { programme, profession, number, providers: people.map(id), groupingId: rows[0]?.id ?? '' });
  const old = await list(reserve, 'general-practitioner', 1, [ended]);
  await client.query(`UPDATE published_list SET ended_at = now(), ended_reason = 'replaced' WHERE id = $1`, [old]);
  await list(reserve, 'general-practitioner', 2, [listed, reviewed]);
  await list(masks, 'general-practitioner', 1, [listed]);
  await list(reserve, 'home-nurse', 1, [nurse]);
  await list(reserve, 'home-care-assistant', 1, [assistant]);
  await decide(client, id(missing), reserve, 'general-practitioner', 'NOT_ELIGIBLE');
  await client.query(
    `INSERT INTO delivery_schedule (programme_code, province_code, from_on, last_on, way, published_at)
     VALUES ($1, 'BE-WLG', '2020-07-06', '2020-07-17', 'PICKUP', '2020-06-15T12:00:00Z')`,
    [reserve],
  );
}

async function addProvider(client: pg.Client, person: CheckPerson): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO provider (given_name, family_name, language, email, postcode, municipality, province_code)
     VALUES ('Given', 'Family', 'nl', $1, $2, 'Exampletown', $3) RETURNING id`,
    [`p.${person.value.toLowerCase()}@test.invalid`, person.postcode, person.province],
  );
  await client.query(`INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ($1, $2, $3)`, [
    person.scheme,
    person.value,
    rows[0]?.id,
  ]);
  return rows[0]?.id ?? '';
}

async function decide(
  client: pg.Client,
  providerId: string,
  programme: string,
  profession: string,
  outcome: keyof typeof reasonsByOutcome,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, reasons, missing)
     VALUES ($1, $2, $3, $1, 1, '2020-06-12', $4, '{}', $5, '{}') RETURNING id`,
    [programme, providerId, profession, outcome, JSON.stringify(reasonsByOutcome[outcome])],
  );
  return rows[0]?.id ?? '';
}

type ListSeed = {
  readonly programme: string;
  readonly profession: string;
  readonly number: number;
  readonly providers: readonly string[];
  readonly groupingId: string;
};

async function publish(client: pg.Client, given: ListSeed): Promise<string> {
  const { programme, profession, number, providers, groupingId } = given;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
     VALUES ($1, $2, $3, 'FULL', '2020-06-12') RETURNING id`,
    [programme, profession, number],
  );
  const listId = rows[0]?.id ?? '';
  for (const providerId of providers) {
    const decisionId = await decide(client, providerId, programme, profession, 'ELIGIBLE');
    await client.query(`INSERT INTO list_entry (list_id, provider_id, decision_id) VALUES ($1, $2, $3)`, [
      listId,
      providerId,
      decisionId,
    ]);
    await client.query(
      `INSERT INTO entitlement (programme_code, provider_id, profession_code, province_code, channel, organisation_id, kit_id, list_id, given_at)
       SELECT $1, p.id, $3, p.province_code, (CASE WHEN $3 = 'home-nurse' THEN 'GROUPING' ELSE 'PROVINCE_PICKUP' END)::"Channel",
              CASE WHEN $3 = 'home-nurse' THEN $5::uuid END, (SELECT id FROM kit WHERE programme_code = $1), $4, now()
         FROM provider p WHERE p.id = $2 ON CONFLICT DO NOTHING`,
      [programme, providerId, profession, listId, groupingId],
    );
  }
  await publishFilled((sql, values) => client.query(sql, values), listId, `'2020-06-12T08:00:00Z'`);
  return listId;
}
