import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { formatProviderNumber, type ProviderNumber } from '#lib/identifiers/provider-number.ts';
import { type LinkedFile, linkedFilesSchema } from '#lib/registers/link/link-result.ts';
import { findRun, type RunView } from '#lib/runs/queries.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { type Page, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

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
  readonly page: number;
  readonly size: number;
};

const columns = `
  l.id, l.programme_code, l.profession_code, l.number, l.kind, l.as_of::text, l.published_at, l.entry_count, l.ended_at,
  l.ended_reason, coalesce(u.name, u.email) AS published_by_name, c.reference AS claim_reference,
  ARRAY(SELECT fact FROM fact_correction f WHERE f.claim_id = l.claim_id AND f.fact <> 'contact' ORDER BY fact) AS corrected,
  l.rule_set_code, l.rule_set_version, l.sources, l.decided_in_run_id`;
const joins = `LEFT JOIN app_user u ON u.id = l.published_by_id LEFT JOIN claim c ON c.id = l.claim_id`;

/** Published lists, the newest first, a page at a time, with how many there are. Administrators only. */
export async function getPublishedLists(
  actor: Actor,
  filter: ListFilter,
): Promise<{ readonly lists: readonly PublishedListView[] } & Omit<Page<PublishedListView>, 'rows'>> {
  requireAdministrator(actor);
  const { rows: lists, ...pages } = await pageOf(filter, (range) => readLists(filter, range));
  return { lists, ...pages };
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
  requireAdministrator(actor);
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
  requireAdministrator(actor);
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
  requireAdministrator(actor);
  const { rows } = await getPool().query<{ province_code: string; entries: number }>({
    name: 'published-counts',
    text: `SELECT province_code, entries FROM published_list_count WHERE list_id = $1 ORDER BY province_code`,
    values: [listId],
  });
  return rows.map((row) => ({ provinceCode: row.province_code, entries: row.entries }));
}

/**
 * The other versions of a list's profession, the newest first: what it can be compared with, and of a full one its
 * amendments. Administrators only.
 */
export async function getVersions(
  actor: Actor,
  of: { readonly programmeCode: string; readonly professionCode: string },
): Promise<readonly PublishedListView[]> {
  requireAdministrator(actor);
  const { rows } = await getPool().query<ListRow>({
    name: 'list-versions',
    text: `
      SELECT ${columns} FROM published_list l ${joins}
       WHERE l.programme_code = $1 AND l.profession_code = $2 AND l.published_at IS NOT NULL
       ORDER BY l.number DESC LIMIT 500`,
    values: [of.programmeCode, of.professionCode],
  });
  return rows.map(toView);
}

export type ListEntryView = {
  readonly providerId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
};

/** Who stands on a list, by name, a page at a time; of one province or all. Administrators only. */
export async function getListEntries(
  actor: Actor,
  where: {
    readonly listId: string;
    readonly provinceCode?: string | undefined;
    readonly page: number;
    readonly size: number;
  },
): Promise<readonly ListEntryView[]> {
  requireAdministrator(actor);
  const { rows } = await getPool().query<EntryRow>({
    name: 'list-entries',
    text: `
      SELECT p.id, p.family_name, p.given_name, p.postcode, p.municipality, p.province_code
        FROM list_entry e JOIN provider p ON p.id = e.provider_id
       WHERE e.list_id = $1 AND ($2::text IS NULL OR p.province_code = $2)
       ORDER BY p.family_name, p.given_name, p.id
       LIMIT $3 OFFSET $4`,
    values: [where.listId, where.provinceCode ?? null, where.size, (where.page - 1) * where.size],
  });
  return rows.map(toEntry);
}

export type FoundOnLists = {
  /** The number as people write it. */
  readonly number: string;
  readonly provider: ListEntryView;
  /** Whether this very list names the provider. */
  readonly onThisList: boolean;
  /** Other lists that name the provider, the newest first; ended ones too. */
  readonly others: readonly Pick<PublishedListView, 'id' | 'programmeCode' | 'professionCode' | 'number' | 'endedAt'>[];
};

/** Whether the holder of a registered number stands on a list, and on which others. Administrators only. */
export async function findOnLists(
  actor: Actor,
  where: { readonly listId: string; readonly number: ProviderNumber },
): Promise<Result<FoundOnLists, 'unknown-number'>> {
  requireAdministrator(actor);
  const { rows } = await getPool().query<
    EntryRow & {
      lists: { id: string; programmeCode: string; professionCode: string; number: number; endedAt: string | null }[];
    }
  >({
    name: 'find-on-lists',
    text: `
      SELECT p.id, p.family_name, p.given_name, p.postcode, p.municipality, p.province_code,
             coalesce((SELECT json_agg(json_build_object('id', l.id, 'programmeCode', l.programme_code,
                          'professionCode', l.profession_code, 'number', l.number, 'endedAt', l.ended_at)
                          ORDER BY l.published_at DESC, l.number DESC)
                         FROM list_entry e JOIN published_list l ON l.id = e.list_id AND l.published_at IS NOT NULL
                        WHERE e.provider_id = p.id), '[]') AS lists
        FROM provider_identifier i JOIN provider p ON p.id = i.provider_id
       WHERE i.scheme = $1 AND i.value = $2`,
    values: [where.number.scheme, where.number.value],
  });
  const [row] = rows;
  if (!row) return refused('unknown-number');
  return done({
    number: formatProviderNumber(where.number),
    provider: toEntry(row),
    onThisList: row.lists.some(({ id }) => id === where.listId),
    others: row.lists
      .filter(({ id }) => id !== where.listId)
      .map(({ endedAt, ...list }) => ({ ...list, endedAt: endedAt === null ? null : new Date(endedAt) })),
  });
}

/** A run that publishes lists, done or under way. Administrators only. */
export async function getPublication(actor: Actor, runId: string): Promise<RunView> {
  const run = await findRun(actor, runId);
  if (run?.kind !== 'PUBLISH') throw new NotAllowed('run');
  return run;
}

function requireAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw new NotAllowed('lists');
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
    ruleSet:
      row.rule_set_code === null || row.rule_set_version === null
        ? null
        : { code: row.rule_set_code, version: row.rule_set_version },
    sources: linkedFilesSchema.parse(row.sources),
    decidedInRunId: row.decided_in_run_id,
  };
}

/** A person as staff see them on lists: no number, no address. */
export type EntryRow = {
  id: string;
  family_name: string;
  given_name: string;
  postcode: string;
  municipality: string;
  province_code: string;
};

export function toEntry(row: EntryRow): ListEntryView {
  return {
    providerId: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    postcode: row.postcode,
    municipality: row.municipality,
    provinceCode: row.province_code,
  };
}
