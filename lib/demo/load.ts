import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { withClient } from '#lib/db/with-client.ts';
import { loadPostcodeAreas, type PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { ensureReferenceData } from '#lib/programmes/reference-data.ts';
import { foreignKeysOf, keysAndIndexesOf, layingAtTheEnd } from './bulk-load.ts';
import { loadClaims, setBusinessTime } from './load-claims.ts';
import { linkFiles, loadDelivery } from './load-files.ts';
import { loadRound, serveMasks } from './load-lists.ts';
import { loadBookings, loadPoints, provincialDepots } from './load-pickup.ts';
import { loadAssociationMembers, loadOrganisations, loadUsers } from './load-registers.ts';
import { loadSchedules } from './load-schedules.ts';
import { loadStock } from './load-stock.ts';
import { writeRegisterFiles } from './register-files/write-register-files.ts';
import { sampleClaims } from './sample-claims.ts';
import { sampleBookings, samplePoints, sampleSlots } from './sample-pickup.ts';
import { sampleRegisters } from './sample-registers.ts';
import { sampleDeliveries, sampleRounds } from './sample-rounds.ts';
import { identifyProviders, readStoredSample, type StoredSample } from './stored-sample.ts';
import { storySteps } from './story.ts';

/** What the loader is doing, in its order. */
export const demonstrationParts = ['files', 'registers', 'lists', 'pickup', 'claims', 'statistics'] as const;
export type DemonstrationPart = (typeof demonstrationParts)[number];

export type DemonstrationOptions = {
  /** The database as the role that owns it. */
  readonly ownerUrl: string;
  /** Called as each part begins. */
  readonly onProgress?: (part: DemonstrationPart) => void;
  /** 160,000 unless a test wants fewer; everything else is in proportion. */
  readonly providers?: number;
};

const nationalSize = 160_000;
/** Rows of its register files that have a fault. */
const dirt = 0.002;

/** Those with a row, or several, for each provider of the country. */
const nationalTables = [
  ...['source_record', 'provider', 'provider_identifier', 'practice', 'practice_activity', 'membership'],
  ...['decision', 'list_entry', 'entitlement', 'entitlement_debit'],
] as const;

/**
 * Those of their keys and indexes by which rows are looked up while they are loaded, or later in this transaction: an
 * index laid after rows were updated in place serves no transaction that saw them before.
 */
const keysInUse = [
  ...['source_record_pkey', 'provider_pkey', 'provider_identifier_pkey', 'practice_pkey'],
  ...['practice_provider_profession_key', 'membership_pkey', 'membership_once_key', 'membership_provider_idx'],
  ...['decision_pkey', 'decision_once_a_run', 'list_entry_list_idx', 'entitlement_pkey', 'entitlement_once_key'],
] as const;

/** Whether the database is a demonstration whose sample is whole. */
export async function isDemonstrationLoaded({ ownerUrl }: Pick<DemonstrationOptions, 'ownerUrl'>): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ loaded: boolean }>(
      'SELECT demonstration AND EXISTS (SELECT FROM provider) AS loaded FROM business_clock',
    );
    return rows[0]?.loaded === true;
  });
}

/**
 * Makes a migrated, empty database the demonstration: the reference data, the synthetic sample and the clock at the
 * beginning of the story. All its providers and lists come by the path that the taskforce takes: files of three registers
 * are imported, linked, decided on and published; those of a last delivery wait to be linked. In one transaction, so that a load that is interrupted leaves nothing
 * behind. The same sample each time; only ids and the machine's own times differ.
 * @throws when the database holds providers already.
 */
export async function loadDemonstration(options: DemonstrationOptions): Promise<void> {
  const { ownerUrl, onProgress = () => {}, providers = nationalSize } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-registers-'));
  try {
    await withClient(ownerUrl, async (client) => {
      await client.query('BEGIN');
      // For the sorts and hashes of this load alone.
      await client.query(`SET LOCAL work_mem = '64MB'; SET LOCAL maintenance_work_mem = '128MB'`);
      await requireEmpty(client);
      await loadSample(client, { size: providers, folder, onProgress });
      await client.query('COMMIT');
      onProgress('statistics');
      await gatherStatistics(client);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type SampleToLoad = {
  readonly size: number;
  /** Where its register files are for as long as they are imported. */
  readonly folder: string;
  readonly onProgress: (part: DemonstrationPart) => void;
};

async function loadSample(client: pg.ClientBase, { size, folder, onProgress }: SampleToLoad): Promise<void> {
  await client.query('UPDATE business_clock SET demonstration = true, starts_at = $1', [storySteps[0].at]);
  await ensureReferenceData(client);
  await loadUsers(client);
  const areas = await loadPostcodeAreas();
  const laid = [
    ...(await foreignKeysOf(client, nationalTables)),
    ...(await keysAndIndexesOf(client, nationalTables, keysInUse)),
  ];
  const sample = await layingAtTheEnd(client, laid, () => loadLists(client, areas, { size, folder, onProgress }));
  onProgress('pickup');
  const points = samplePoints(areas, await provincialDepots(client), sample.entitlements);
  const slots = sampleSlots(points);
  await loadPoints(client, points, slots);
  // The triggers of what follows keep the plans they make at first, and nothing is known yet of rows just loaded.
  await client.query('ANALYZE entitlement, entitlement_debit, pickup_point, slot, depot');
  await loadStock(client, points);
  await loadBookings(client, sampleBookings(slots, sample.entitlements, size));
  await loadSchedules(client, provinceCodes);
  onProgress('claims');
  await loadClaims(client, sampleClaims(sample.decisions));
  await client.query('SELECT fold_entitlement_counts()');
  await setBusinessTime(client, storySteps[0].at);
}

/** From the files of the registers to the published lists, at the moments of the story. */
async function loadLists(
  client: pg.ClientBase,
  areas: readonly PostcodeArea[],
  { size, folder, onProgress }: SampleToLoad,
): Promise<StoredSample> {
  onProgress('files');
  const registers = sampleRegisters(areas, size);
  const files = await writeRegisterFiles({ folder, areas, providers: registers.providers, dirt, deliveries: 2 });
  onProgress('registers');
  await loadOrganisations(client, registers.organisations);
  const ofDelivery = (number: 1 | 2) => files.filter(({ delivery }) => delivery === number);
  await loadDelivery(client, ofDelivery(1), sampleDeliveries.first);
  await linkFiles(client);
  const providers = await identifyProviders(client, registers.providers);
  await loadAssociationMembers(client, providers);
  onProgress('lists');
  await loadRound(client, sampleRounds.masks);
  await serveMasks(client, providers);
  const reserveRunId = await loadRound(client, sampleRounds.reserve);
  await loadDelivery(client, ofDelivery(2), sampleDeliveries.second);
  return readStoredSample(client, providers, reserveRunId);
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM provider LIMIT 1');
  if (rowCount !== 0)
    throw new Error('The demonstration is loaded into an empty database, and this one has providers.');
}

/**
 * So that the first request is planned like the thousandth. Of the decisions only the columns that are searched by:
 * sampling their facts and reasons would take longer than all the rest.
 */
async function gatherStatistics(client: pg.ClientBase): Promise<void> {
  // A third of the usual sample is enough to begin with; the server looks closer by itself soon after.
  await client.query('SET default_statistics_target = 30');
  const { rows } = await client.query<{ tables: string }>(
    `SELECT string_agg(quote_ident(relname), ', ') AS tables FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('decision', '_prisma_migrations')`,
  );
  await client.query(`ANALYZE ${rows[0]?.tables}`);
  await client.query('ANALYZE decision (id, programme_code, provider_id, profession_code, outcome, decided_at)');
}
