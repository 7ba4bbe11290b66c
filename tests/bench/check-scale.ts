import { closeConnections } from '#lib/db/client.ts';
import { withClient } from '#lib/db/with-client.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import type { CheckInput } from '#lib/eligibility/schema.ts';
import { clientAddress } from './load.ts';
import { type Contender, compare, type Measurement } from './measurement.ts';
import type { BenchedPortal } from './portal.ts';

const tenfold = 10;
const atOnce = 16;
const asked = 20_000;

/** The check in process with ten times the country's providers, lists and entitlements, against the country's. */
export async function checkScale(portal: BenchedPortal): Promise<Measurement> {
  const large = await portal.newDatabase('bench_large', 'portal');
  await multiply(large.superuserUrl);
  const before = process.env.DATABASE_URL;
  try {
    return await compare(
      'check-scale',
      'checks/s',
      checking(large.applicationUrl, await loadChecks(large.ownerUrl)),
      checking(portal.applicationUrl, await loadChecks(portal.ownerUrl)),
    );
  } finally {
    await closeConnections();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  }
}

function checking(url: string, checks: readonly CheckInput[]): Contender {
  let next = 0;
  return async (milliseconds) => {
    await closeConnections();
    process.env.DATABASE_URL = url;
    const begun = performance.now();
    let done = 0;
    const work = async () => {
      while (performance.now() - begun < milliseconds) {
        next += 1;
        const check = checks[next % checks.length];
        if (check) await checkEligibility(check, clientAddress(next));
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return (done * 1_000) / (performance.now() - begun);
  };
}

async function loadChecks(url: string): Promise<readonly CheckInput[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ value: string; postcode: string }>(
      `SELECT i.value, p.postcode FROM provider p JOIN provider_identifier i ON i.provider_id = p.id
        WHERE i.scheme = 'nihdi' ORDER BY md5(p.id::text) LIMIT $1`,
      [asked],
    );
    return rows.map(({ value, postcode }) => ({
      number: { scheme: 'nihdi', value, full: value },
      numberChecks: true,
      postcode,
    }));
  });
}

/** Nine more of everybody the check looks up, under numbers of their own; nothing else is multiplied. */
async function multiply(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    // Keys that refer elsewhere and triggers guard what people do; this is only weight.
    await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB'`);
    const copies = `generate_series(1, ${tenfold - 1}) AS copy (n)`;
    const other = (id: string) => `md5(${id}::text || '/' || copy.n)::uuid`;
    await client.query(
      `INSERT INTO provider (id, given_name, family_name, language, email, phone, street, postcode, municipality, province_code, registers, updated_at)
       SELECT ${other('id')}, given_name, family_name, language, NULL, phone, street, postcode, municipality, province_code, registers, updated_at
         FROM provider CROSS JOIN ${copies}`,
    );
    await client.query(
      `INSERT INTO provider_identifier (scheme, value, provider_id)
       SELECT scheme, value || '/' || copy.n, ${other('provider_id')} FROM provider_identifier CROSS JOIN ${copies}`,
    );
    await client.query(
      `INSERT INTO list_entry (list_id, provider_id, decision_id)
       SELECT list_id, ${other('provider_id')}, decision_id FROM list_entry CROSS JOIN ${copies}`,
    );
    await client.query(
      `INSERT INTO entitlement (programme_code, provider_id, period, profession_code, province_code, channel, organisation_id, kit_id, list_id, status, given_at)
       SELECT programme_code, ${other('provider_id')}, period, profession_code, province_code, channel, organisation_id, kit_id, list_id, status, given_at
         FROM entitlement CROSS JOIN ${copies}`,
    );
    await client.query('VACUUM (ANALYZE) provider, provider_identifier, list_entry, entitlement');
  });
}
