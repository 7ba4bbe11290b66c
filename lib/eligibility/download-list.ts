import { leaveTrace } from '#lib/audit/leave-trace.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { countEntries, type EntryFilter, isOfOrigin, joinOrigin } from './list-entries.ts';
import { getPublishedList, type PublishedListView } from './lists.ts';

/** One person of a list, as a file names them: never by the national number. */
export type DownloadedEntry = {
  readonly registeredNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
  /** Of the claim that brought them onto the list; none where the registers did. */
  readonly claimReference: string | null;
};

export type ListDownload = {
  readonly list: PublishedListView;
  /** All entries, so many at a time, so that a country's list is never in memory whole. */
  readonly batches: AsyncGenerator<readonly DownloadedEntry[]>;
};

const batch = 5_000;

/** Opens the entries of one version for a file, as they are filtered, and leaves a trace of who took it. Administrators only. */
export async function downloadList(actor: Actor, where: EntryFilter): Promise<ListDownload> {
  const list = await getPublishedList(actor, where.listId);
  const { provinceCode, origin } = where;
  const whole = provinceCode === undefined && origin === undefined;
  await leaveTrace(actor, {
    action: 'list.download',
    subject: { type: 'list', id: list.id },
    details: {
      programme: list.programmeCode,
      profession: list.professionCode,
      number: list.number,
      entries: whole ? list.entryCount : await countEntries(actor, where),
      ...(provinceCode !== undefined && { province: provinceCode }),
      ...(origin !== undefined && { origin }),
    },
  });
  return { list, batches: batchesOf(list, where) };
}

async function* batchesOf(
  { professionCode }: PublishedListView,
  where: EntryFilter,
): AsyncGenerator<readonly DownloadedEntry[]> {
  for (let after: string | null = null; ; ) {
    const rows: EntryRow[] = await nextEntries(where, professionCode, after);
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
      claimReference: row.claim_reference,
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
  claim_reference: string | null;
};

async function nextEntries(
  { listId, provinceCode, origin }: EntryFilter,
  professionCode: string,
  after: string | null,
): Promise<EntryRow[]> {
  const { rows } = await getPool().query<EntryRow>({
    name: `list-download-${origin ?? 'all'}`,
    text: `
      SELECT s.*, origin.claim_reference
        FROM (SELECT e.provider_id, n.registered_number, v.family_name, v.given_name, v.postcode, v.municipality,
                     v.province_code
                FROM list_entry e
                JOIN provider v ON v.id = e.provider_id
                LEFT JOIN practice n ON n.provider_id = e.provider_id AND n.profession_code = $2
               WHERE e.list_id = $1 AND ($3::uuid IS NULL OR e.provider_id > $3::uuid)
                 AND ($4::text IS NULL OR v.province_code = $4) AND ${isOfOrigin(origin)}
               ORDER BY e.provider_id LIMIT ${batch}) s
        ${joinOrigin('s.provider_id')}
       ORDER BY s.provider_id`,
    values: [listId, professionCode, after, provinceCode ?? null],
  });
  return rows;
}
