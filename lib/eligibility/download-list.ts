import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { done } from '#lib/shared/result.ts';
import { getPublishedList, type PublishedListView } from './lists.ts';

/** One person of a list, as a file names them: never by the national number. */
export type DownloadedEntry = {
  readonly registeredNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
};

export type ListDownload = {
  readonly list: PublishedListView;
  /** All entries, so many at a time, so that a country's list is never in memory whole. */
  readonly batches: AsyncGenerator<readonly DownloadedEntry[]>;
};

const batch = 5_000;

/** Opens the entries of one version for a file, and leaves a trace of who took it. Administrators only. */
export async function downloadList(actor: Actor, listId: string): Promise<ListDownload> {
  const list = await getPublishedList(actor, listId);
  await inSqlTransaction(async (tx) => {
    await recordAudit(tx, actor, {
      action: 'list.download',
      subject: { type: 'list', id: listId },
      details: {
        programme: list.programmeCode,
        profession: list.professionCode,
        number: list.number,
        entries: list.entryCount,
      },
    });
    return done(undefined);
  });
  return { list, batches: batchesOf(list) };
}

async function* batchesOf({ id, professionCode }: PublishedListView): AsyncGenerator<readonly DownloadedEntry[]> {
  for (let after: string | null = null; ; ) {
    const rows: EntryRow[] = await nextEntries(id, professionCode, after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.provider_id;
    yield rows.map((row) => ({
      registeredNumber: row.registered_number,
      familyName: row.family_name,
      givenName: row.given_name,
      postcode: row.postcode,
      municipality: row.municipality,
      provinceCode: row.province_code,
    }));
  }
}

type EntryRow = {
  provider_id: string;
  registered_number: string | null;
  family_name: string;
  given_name: string;
  postcode: string;
  municipality: string;
  province_code: string;
};

async function nextEntries(listId: string, professionCode: string, after: string | null): Promise<EntryRow[]> {
  const { rows } = await getPool().query<EntryRow>({
    name: 'list-download',
    text: `
      SELECT e.provider_id, n.registered_number, v.family_name, v.given_name, v.postcode, v.municipality, v.province_code
        FROM list_entry e
        JOIN provider v ON v.id = e.provider_id
        LEFT JOIN practice n ON n.provider_id = e.provider_id AND n.profession_code = $2
       WHERE e.list_id = $1 AND ($3::uuid IS NULL OR e.provider_id > $3::uuid)
       ORDER BY e.provider_id LIMIT ${batch}`,
    values: [listId, professionCode, after],
  });
  return rows;
}
