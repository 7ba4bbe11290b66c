import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { withClient } from '#lib/db/with-client.ts';
import { type Contender, compare, type Measurement } from './measurement.ts';
import type { BenchedPortal } from './portal.ts';

const tenfold = 10;

/** The check in process with ten times the country's providers, lists and entitlements, against the country's. */
export async function checkScale(portal: BenchedPortal): Promise<Measurement> {
  const large = await portal.newDatabase('bench_large', 'portal');
  await multiply(large.superuserUrl);
  const [many, few] = [checkingProcess(large.applicationUrl), checkingProcess(portal.applicationUrl)];
  try {
    return await compare('check-scale', 'checks/s', checkingIn(many), checkingIn(few));
  } finally {
    await Promise.all([ended(many), ended(few)]);
  }
}

/**
 * A process for each database, as a server is one: its connections stay open from round to round. A new one has to find
 * its way to every page of the database's memory again, and that would be what is measured.
 */
function checkingProcess(url: string): ChildProcess {
  return fork(path.join(import.meta.dirname, 'check-process.ts'), { env: { ...process.env, DATABASE_URL: url } });
}

function checkingIn(child: ChildProcess): Contender {
  return (milliseconds) =>
    new Promise((resolve, reject) => {
      const failed = (code: number | null) => reject(new Error(`The checking process ended (${code})`));
      child.once('exit', failed);
      child.once('message', (rate) => {
        child.off('exit', failed);
        resolve(Number(rate));
      });
      child.send(milliseconds);
    });
}

async function ended(child: ChildProcess): Promise<void> {
  if (!child.connected) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await exit;
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
