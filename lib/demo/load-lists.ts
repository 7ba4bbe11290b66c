import type pg from 'pg';
import { copyRows, map } from '#lib/db/copy.ts';
import { storedChannel } from '#lib/programmes/channel.ts';
import {
  type SampleDecision,
  type SampleEntitlement,
  type SampleList,
  type SampleLists,
  type SampleVerdict,
  sampleLists,
} from './sample-lists.ts';
import { firstAdministrator } from './sample-users.ts';

/** Decisions, lists and entitlements; the lists are published once they are filled, as the database demands. */
export async function loadLists(client: pg.ClientBase, sample: SampleLists): Promise<void> {
  await loadUnpublishedLists(client, sample.lists);
  await loadDecisions(client, sample.decisions);
  await fillLists(client, sample.decisions);
  await publishLists(client, sample);
  await loadEntitlements(client, sample.entitlements);
}

/**
 * Many decisions have the same facts and reasons: each text is parsed once, in a table that ends with the transaction,
 * and copied from there.
 */
async function loadDecisions(client: pg.ClientBase, decisions: readonly SampleDecision[]): Promise<void> {
  const verdicts = new Map<SampleVerdict, number>();
  for (const { verdict } of decisions) if (!verdicts.has(verdict)) verdicts.set(verdict, verdicts.size);
  await client.query(`
    CREATE TEMPORARY TABLE sample_verdict
      (number int, outcome "DecisionOutcome", facts jsonb, reasons jsonb, missing text[]) ON COMMIT DROP;
    CREATE TEMPORARY TABLE sample_decision
      (id uuid, list_id uuid, provider_id uuid, verdict int) ON COMMIT DROP`);
  await copyRows(
    client,
    'sample_verdict',
    ['number', 'outcome', 'facts', 'reasons', 'missing'],
    map(verdicts, ([{ outcome, facts, reasons, missing }, number]) => [
      number,
      storedOutcome[outcome],
      facts,
      reasons,
      `{${missing.join(',')}}`,
    ]),
  );
  await copyRows(
    client,
    'sample_decision',
    ['id', 'list_id', 'provider_id', 'verdict'],
    map(decisions, ({ id, list, provider, verdict }) => [id, list.id, provider.id, verdicts.get(verdict) ?? null]),
  );
  await client.query('ANALYZE sample_verdict, sample_decision');
  await client.query(
    `INSERT INTO decision (id, programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                           as_of, outcome, facts, reasons, missing, decided_at)
     SELECT d.id, l.programme_code, d.provider_id, l.profession_code, l.programme_code, 1,
            l.as_of, v.outcome, v.facts, v.reasons, v.missing, r.decided_at
       FROM sample_decision d
       JOIN sample_verdict v ON v.number = d.verdict
       JOIN published_list l ON l.id = d.list_id
       JOIN unnest($1::uuid[], $2::timestamptz[]) AS r (list_id, decided_at) ON r.list_id = l.id`,
    [sampleLists.map(({ id }) => id), sampleLists.map(({ round }) => round.decidedAt)],
  );
}

const storedOutcome = { eligible: 'ELIGIBLE', 'not-eligible': 'NOT_ELIGIBLE', undetermined: 'UNDETERMINED' } as const;

async function loadUnpublishedLists(client: pg.ClientBase, lists: readonly SampleList[]): Promise<void> {
  await copyRows(
    client,
    'published_list',
    ['id', 'programme_code', 'profession_code', 'number', 'kind', 'as_of', 'published_by_id'],
    lists.map(({ id, round, profession, number }) => [
      id,
      round.programme,
      profession,
      number,
      'FULL',
      round.asOf,
      firstAdministrator,
    ]),
  );
}

async function fillLists(client: pg.ClientBase, decisions: readonly SampleDecision[]): Promise<void> {
  await copyRows(
    client,
    'list_entry',
    ['list_id', 'provider_id', 'decision_id'],
    (function* () {
      for (const { id, list, provider, verdict } of decisions) {
        if (verdict.outcome === 'eligible') yield [list.id, provider.id, id];
      }
    })(),
  );
}

async function publishLists(client: pg.ClientBase, { lists }: SampleLists): Promise<void> {
  await client.query(
    `INSERT INTO published_list_count (list_id, province_code, entries)
     SELECT e.list_id, v.province_code, count(*) FROM list_entry e JOIN provider v ON v.id = e.provider_id GROUP BY 1, 2`,
  );
  await client.query(
    `UPDATE published_list l
        SET published_at = p.at, entry_count = coalesce(filled.entries, 0)
       FROM unnest($1::uuid[], $2::timestamptz[]) AS p (id, at)
       LEFT JOIN (SELECT list_id, count(*) AS entries FROM list_entry GROUP BY list_id) filled ON filled.list_id = p.id
      WHERE l.id = p.id`,
    [lists.map(({ id }) => id), lists.map(({ round }) => round.publishedAt)],
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, details)
     SELECT published_at, published_by_id, 'user', 'list.publish', 'list', id,
            jsonb_build_object('programme', programme_code, 'profession', profession_code, 'number', number, 'entries', entry_count)
       FROM published_list ORDER BY published_at, id`,
  );
  const ended = lists.filter(({ round }) => round.endedAt !== null);
  await client.query(
    `UPDATE published_list l SET ended_at = p.at, ended_reason = 'replaced-by-list'
       FROM unnest($1::uuid[], $2::timestamptz[]) AS p (id, at) WHERE l.id = p.id`,
    [ended.map(({ id }) => id), ended.map(({ round }) => round.endedAt)],
  );
}

/**
 * What was served before the story begins is written as served, with its debit beside it. The trigger that serves an
 * entitlement row by row is off for that: what it guarantees is then asked of all rows at once.
 */
async function loadEntitlements(client: pg.ClientBase, entitlements: readonly SampleEntitlement[]): Promise<void> {
  const kits = await latestKits(client);
  await copyRows(
    client,
    'entitlement',
    [
      ...['id', 'programme_code', 'provider_id', 'profession_code', 'province_code', 'channel', 'organisation_id'],
      ...['kit_id', 'list_id', 'status', 'given_at', 'updated_at'],
    ],
    (function* () {
      for (const { id, list, provider, channel, servedAt } of entitlements) {
        const { programme, publishedAt } = list.round;
        yield [
          id,
          programme,
          provider.id,
          list.profession,
          provider.area.province,
          storedChannel(channel),
          organisationOf(channel, provider.organisation),
          kits.get(programme) ?? null,
          list.id,
          servedAt === null ? 'GIVEN' : 'SERVED',
          publishedAt,
          servedAt ?? publishedAt,
        ];
      }
    })(),
  );
  await client.query('ALTER TABLE entitlement_debit DISABLE TRIGGER entitlement_debit_serves');
  await copyRows(
    client,
    'entitlement_debit',
    ['entitlement_id', 'channel', 'debited_at', 'organisation_id'],
    (function* () {
      for (const { id, channel, servedAt, provider } of entitlements) {
        if (servedAt === null) continue;
        yield [id, storedChannel(channel), servedAt, organisationOf(channel, provider.organisation)];
      }
    })(),
  );
  await client.query('ALTER TABLE entitlement_debit ENABLE TRIGGER entitlement_debit_serves');
  await requireDebitsToServe(client);
}

function organisationOf(channel: string, organisation: { readonly id: string } | null): string | null {
  return channel === 'province-pickup' ? null : (organisation?.id ?? null);
}

async function latestKits(client: pg.ClientBase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ programme_code: string; id: string }>(
    'SELECT DISTINCT ON (programme_code) programme_code, id FROM kit ORDER BY programme_code, version DESC',
  );
  return new Map(rows.map(({ programme_code, id }) => [programme_code, id]));
}

async function requireDebitsToServe(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong
       FROM entitlement e FULL JOIN entitlement_debit d ON d.entitlement_id = e.id
      WHERE (e.status = 'SERVED') IS DISTINCT FROM (d.entitlement_id IS NOT NULL)
         OR d.channel <> e.channel`,
  );
  if (rows[0]?.wrong !== 0) throw new Error(`${rows[0]?.wrong} entitlements and debits of the sample disagree`);
}
