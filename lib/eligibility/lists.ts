import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { type LinkedFile, linkedFilesSchema } from '#lib/registers/link/link-result.ts';
import { findRun, type RunView } from '#lib/runs/queries.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';

export type PublishedListView = {
  readonly id: string;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly number: number;
  readonly kind: 'FULL' | 'AMENDMENT';
  /** The day its decisions look at, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly publishedAt: Date;
  readonly entryCount: number;
  readonly endedAt: Date | null;
  /** A code such as `replaced-by-list`, or a sentence of whoever ended it. */
  readonly endedReason: string | null;
  readonly publishedByName: string | null;
  /** Of the claim that an amendment comes from. */
  readonly claimReference: string | null;
  /** Facts that the claim corrected, as the rules name them. */
  readonly corrected: readonly string[];
  /** Whether these corrections were taken back, as the amendment was withdrawn. */
  readonly takenBack: boolean;
  /** The rules it was decided by; null where that is not said. */
  readonly ruleSet: { readonly code: string; readonly version: number } | null;
  /** The register files it was decided on. */
  readonly sources: readonly LinkedFile[];
  readonly decidedInRunId: string | null;
};

export type ListFilter = {
  readonly programmeCode?: string | undefined;
  readonly professionCode?: string | undefined;
  readonly number?: number | undefined;
  readonly kind?: 'FULL' | 'AMENDMENT' | undefined;
};

const columns = `
  l.id, l.programme_code, l.profession_code, l.number, l.kind, l.as_of::text, l.published_at, l.entry_count, l.ended_at,
  l.ended_reason, coalesce(u.name, u.email) AS published_by_name, c.reference AS claim_reference,
  ARRAY(SELECT fact FROM fact_correction f WHERE f.claim_id = l.claim_id AND f.fact <> 'contact' ORDER BY fact) AS corrected,
  EXISTS (SELECT FROM fact_correction f WHERE f.claim_id = l.claim_id AND f.taken_back_at IS NOT NULL) AS taken_back,
  l.rule_set_code, l.rule_set_version, l.sources, l.decided_in_run_id`;
const joins = `LEFT JOIN app_user u ON u.id = l.published_by_id LEFT JOIN claim c ON c.id = l.claim_id`;

/** Published lists, the newest first, a page at a time, with how many there are. Administrators only. */
export async function getPublishedLists(
  actor: Actor,
  filter: ListFilter & PageAsked,
): Promise<{ readonly lists: readonly PublishedListView[] } & Omit<Page<PublishedListView>, 'rows'>> {
  mustBeAdministrator(actor, 'lists');
  const { rows: lists, ...pages } = await pageOf(filter, (range) => readLists(filter, range));
  return { lists, ...pages };
}

/** All of a filter, for a file. Administrators only. */
export async function getListsForExport(actor: Actor, filter: ListFilter): Promise<readonly PublishedListView[]> {
  mustBeAdministrator(actor, 'lists');
  return (await readLists(filter, everyRow)).rows;
}

async function readLists(
  filter: ListFilter,
  { limit, offset }: RowRange,
): Promise<Pick<Page<PublishedListView>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<ListRow & { total: number }>({
    name: 'published-lists',
    text: `
      SELECT ${columns}, (count(*) OVER ())::int AS total
        FROM published_list l ${joins}
       WHERE l.published_at IS NOT NULL
         AND ($1::text IS NULL OR l.programme_code = $1) AND ($2::text IS NULL OR l.profession_code = $2)
         AND ($3::int IS NULL OR l.number = $3) AND ($4::text IS NULL OR l.kind::text = $4)
       ORDER BY l.published_at DESC, l.programme_code, l.profession_code, l.number DESC
       LIMIT $5 OFFSET $6`,
    values: [
      filter.programmeCode ?? null,
      filter.professionCode ?? null,
      filter.number ?? null,
      filter.kind ?? null,
      limit,
      offset,
    ],
  });
  return { rows: rows.map(toView), total: rows[0]?.total ?? 0 };
}

/** One published list. Administrators only; one that is still being filled does not exist yet. */
export async function getPublishedList(actor: Actor, listId: string): Promise<PublishedListView> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<ListRow>({
    name: 'published-list',
    text: `SELECT ${columns} FROM published_list l ${joins} WHERE l.id = $1 AND l.published_at IS NOT NULL`,
    values: [listId],
  });
  const [row] = rows;
  if (!row) throw new NotAllowed('list');
  return toView(row);
}

/** How many of a list's providers have their domicile, as it is on file today, in each province. */
export async function countEntriesByProvince(
  actor: Actor,
  listId: string,
): Promise<readonly { readonly provinceCode: string; readonly entries: number }[]> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<{ province_code: string; entries: number }>({
    name: 'list-entries-by-province',
    text: `
      SELECT p.province_code, count(*)::int AS entries
        FROM list_entry e JOIN provider p ON p.id = e.provider_id WHERE e.list_id = $1
       GROUP BY 1 ORDER BY 1`,
    values: [listId],
  });
  return rows.map((row) => ({ provinceCode: row.province_code, entries: row.entries }));
}

/** How many a list named in each province of domicile when it was published. Administrators only. */
export async function getPublishedCounts(
  actor: Actor,
  listId: string,
): Promise<readonly { readonly provinceCode: string; readonly entries: number }[]> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<{ province_code: string; entries: number }>({
    name: 'published-counts',
    text: `SELECT province_code, entries FROM published_list_count WHERE list_id = $1 ORDER BY province_code`,
    values: [listId],
  });
  return rows.map((row) => ({ provinceCode: row.province_code, entries: row.entries }));
}

/** Of which programme and profession. */
export type ListsOf = { readonly programmeCode: string; readonly professionCode: string };

const fewVersions = 500;
const fewAmendments = 100;

/**
 * The versions that can be compared, the newest first: the full ones, which no number of amendments hides, the newest
 * amendments, and whichever others are asked for. Administrators only.
 */
export async function getVersions(
  actor: Actor,
  of: ListsOf,
  asked: readonly number[] = [],
): Promise<readonly Pick<PublishedListView, 'number' | 'kind'>[]> {
  mustBeAdministrator(actor, 'lists');
  const versions = (condition: string) => `
    SELECT number, kind FROM published_list
     WHERE programme_code = $1 AND profession_code = $2 AND published_at IS NOT NULL AND ${condition}`;
  const { rows } = await getPool().query<Pick<PublishedListView, 'number' | 'kind'>>({
    name: 'list-versions',
    text: `
      (${versions(`kind = 'FULL'`)} ORDER BY number DESC LIMIT ${fewVersions})
      UNION (${versions(`kind = 'AMENDMENT'`)} ORDER BY number DESC LIMIT ${fewAmendments})
      UNION (${versions('number = ANY ($3::int[])')})
      ORDER BY number DESC`,
    values: [of.programmeCode, of.professionCode, asked],
  });
  return rows;
}

/** The numbers of the full lists before and after a number of the same profession. Administrators only. */
export async function findFullNeighbours(
  actor: Actor,
  { programmeCode, professionCode, number }: ListsOf & Pick<PublishedListView, 'number'>,
): Promise<{ readonly earlier: number | null; readonly next: number | null }> {
  mustBeAdministrator(actor, 'lists');
  const full = `programme_code = $1 AND profession_code = $2 AND kind = 'FULL' AND published_at IS NOT NULL`;
  const { rows } = await getPool().query<{ earlier: number | null; next: number | null }>({
    name: 'full-neighbours',
    text: `
      SELECT (SELECT max(number) FROM published_list WHERE ${full} AND number < $3) AS earlier,
             (SELECT min(number) FROM published_list WHERE ${full} AND number > $3) AS next`,
    values: [programmeCode, professionCode, number],
  });
  return rows[0] ?? { earlier: null, next: null };
}

/** The amendments that a full list has had before the next one, the newest first, a page at a time. Administrators only. */
export async function getAmendments(
  actor: Actor,
  { programmeCode, professionCode, number }: ListsOf & Pick<PublishedListView, 'number'>,
  asked: PageAsked,
): Promise<{ readonly amendments: readonly PublishedListView[] } & Omit<Page<PublishedListView>, 'rows'>> {
  mustBeAdministrator(actor, 'lists');
  const { next } = await findFullNeighbours(actor, { programmeCode, professionCode, number });
  const { rows: amendments, ...pages } = await pageOf(asked, async ({ limit, offset }) => {
    const { rows } = await getPool().query<ListRow & { total: number }>({
      name: 'amendments',
      text: `
        SELECT ${columns}, (count(*) OVER ())::int AS total
          FROM published_list l ${joins}
         WHERE l.programme_code = $1 AND l.profession_code = $2 AND l.kind = 'AMENDMENT' AND l.published_at IS NOT NULL
           AND l.number > $3 AND ($4::int IS NULL OR l.number < $4)
         ORDER BY l.number DESC LIMIT $5 OFFSET $6`,
      values: [programmeCode, professionCode, number, next, limit, offset],
    });
    return { rows: rows.map(toView), total: rows[0]?.total ?? 0 };
  });
  return { amendments, ...pages };
}

/** A run that publishes lists, done or under way. Administrators only. */
export async function getPublication(actor: Actor, runId: string): Promise<RunView> {
  const run = await findRun(actor, runId);
  if (run?.kind !== 'PUBLISH') throw new NotAllowed('run');
  return run;
}

type ListRow = {
  id: string;
  programme_code: string;
  profession_code: string;
  number: number;
  kind: PublishedListView['kind'];
  as_of: string;
  published_at: Date;
  entry_count: number;
  ended_at: Date | null;
  ended_reason: string | null;
  published_by_name: string | null;
  claim_reference: string | null;
  corrected: string[];
  taken_back: boolean;
  rule_set_code: string | null;
  rule_set_version: number | null;
  sources: unknown;
  decided_in_run_id: string | null;
};

function toView(row: ListRow): PublishedListView {
  return {
    id: row.id,
    programmeCode: row.programme_code,
    professionCode: row.profession_code,
    number: row.number,
    kind: row.kind,
    asOf: row.as_of,
    publishedAt: row.published_at,
    entryCount: row.entry_count,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
    publishedByName: row.published_by_name,
    claimReference: row.claim_reference,
    corrected: row.corrected,
    takenBack: row.taken_back,
    ruleSet:
      row.rule_set_code === null || row.rule_set_version === null
        ? null
        : { code: row.rule_set_code, version: row.rule_set_version },
    sources: linkedFilesSchema.parse(row.sources),
    decidedInRunId: row.decided_in_run_id,
  };
}
