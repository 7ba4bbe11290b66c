import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkFiles, loadDelivery } from '#lib/demo/load-files.ts';
import { loadOrganisations, loadUsers } from '#lib/demo/load-registers.ts';
import { writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { type SampleProvider, type SampleRegisters, sampleRegisters } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas } from '#lib/geography/municipalities.ts';
import { ensureReferenceData } from '#lib/programmes/reference-data.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const size = 9_000;
let database: TestDatabase;
let registers: SampleRegisters;

beforeAll(async () => {
  database = await createTestDatabase();
  const areas = await loadPostcodeAreas();
  registers = sampleRegisters(areas, size);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'register-files-'));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE business_clock SET demonstration = true');
    await ensureReferenceData(client);
    await loadUsers(client);
    await loadOrganisations(client, registers.organisations);
    const files = await writeRegisterFiles({ folder, areas, providers: registers.providers });
    await loadDelivery(client, files, '2020-05-18T08:00:00+02:00');
    await linkFiles(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
    await rm(folder, { recursive: true });
  }
}, 120_000);

/** Those whom registers contradict each other in are told by other tests. */
const isPlain = ({ serial, practices }: SampleProvider) =>
  serial % 8_000 !== 29 && !(practices.length > 1 && serial % 4 === 1);

describe('the sample’s files, imported and linked', () => {
  it('[FILES-06] give each practice its registration and its very share, and each grouping its members', async () => {
    const rows = await database.asOwner<{
      key: string;
      registered: boolean;
      share: string | null;
      grouping: string | null;
    }>(`
      SELECT p.given_name || ' ' || p.family_name || ' ' || p.postcode || ' ' || x.profession_code || ' ' || x.registered_number AS key,
             x.registered, a.ambulatory_share::text AS share,
             (SELECT o.enterprise_number FROM membership m JOIN organisation o ON o.id = m.organisation_id
               WHERE m.provider_id = p.id) AS grouping
        FROM provider p JOIN practice x ON x.provider_id = p.id LEFT JOIN practice_activity a ON a.practice_id = x.id`);
    const found = new Map(rows.map(({ key, ...row }) => [key, row]));
    for (const provider of registers.providers.filter(isPlain)) {
      for (const { profession, registeredNumber, share } of provider.practices) {
        const key = `${provider.givenName} ${provider.familyName} ${provider.area.postcode} ${profession} ${registeredNumber}`;
        const { organisation } = provider;
        expect([key, found.get(key)]).toEqual([
          key,
          {
            registered: true,
            share: share === null ? null : share.toFixed(3),
            grouping: organisation?.kind === 'GROUPING' ? organisation.enterpriseNumber : null,
          },
        ]);
      }
    }
  });

  it('[FILES-06] make nobody else', async () => {
    const [counts] = await database.asOwner<{ providers: number; practices: number }>(
      'SELECT (SELECT count(*)::int FROM provider) AS providers, (SELECT count(*)::int FROM practice) AS practices',
    );
    // A number on two people is linked to neither, or to the one who had it.
    expect(Math.abs((counts?.providers ?? 0) - size)).toBeLessThanOrEqual(2);
    const kinds = await database.asOwner<{ kind: string; n: number }>(
      'SELECT kind::text AS kind, count(*)::int AS n FROM contradiction GROUP BY kind ORDER BY kind::text',
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'ACTIVITY_WITHOUT_REGISTRATION',
      'NUMBER_ON_TWO_PEOPLE',
      'TWO_DOMICILES',
    ]);
    expect(kinds[0]?.n).toBe(3);
    expect(kinds[1]?.n).toBe(2);
  });
});
