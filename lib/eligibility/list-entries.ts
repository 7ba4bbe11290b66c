import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { formatProviderNumber, type ProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { PageAsked } from '#lib/shared/paging.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { type SortOrder, sqlOrder } from '#lib/shared/sorting.ts';
import type { EntryOrigin, EntrySort } from './list-schema.ts';
import type { PublishedListView } from './lists.ts';

export type ListEntryView = {
  readonly providerId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
};

/** Somebody on a list, with the claim that brought them onto it; none where the registers did. */
export type ListedPerson = ListEntryView & { readonly claimReference: string | null };

/** Which entries of a list: of one province, or from where they come. */
export type EntryFilter = {
  readonly listId: string;
  readonly provinceCode?: string | undefined;
  readonly origin?: EntryOrigin | undefined;
};

// Of the list `$1` and those before it of its profession, the ones that claims have made: a full list that replaces them
// still has their people. One that was withdrawn brought nobody onto a later list.
const amendedBefore = `
  published_list this
    JOIN published_list a ON a.programme_code = this.programme_code AND a.profession_code = this.profession_code
                         AND a.number <= this.number AND a.claim_id IS NOT NULL AND a.published_at IS NOT NULL
                         AND (a.id = this.id OR a.ended_at IS NULL OR a.ended_reason = 'replaced-by-list')`;

/** Joins the latest claim that brought a provider onto the list `$1` or one before it, as `origin.claim_reference`. */
export const joinOrigin = (provider: string): string => `
  LEFT JOIN LATERAL (
    SELECT c.reference AS claim_reference
      FROM ${amendedBefore}
      JOIN list_entry x ON x.list_id = a.id
      JOIN claim c ON c.id = a.claim_id
     WHERE this.id = $1 AND x.provider_id = ${provider}
     ORDER BY a.number DESC LIMIT 1) origin ON true`;

/** Whether an entry `e` of the list `$1` comes from there. */
export function isOfOrigin(origin: EntryOrigin | undefined): string {
  if (origin === undefined) return 'true';
  return `e.provider_id ${origin === 'claim' ? '' : 'NOT'} IN (
    SELECT x.provider_id FROM ${amendedBefore} JOIN list_entry x ON x.list_id = a.id WHERE this.id = $1)`;
}

const entryOrders = {
  name: (way) => `family_name ${way}, given_name ${way}, id`,
  postcode: (way) => `postcode ${way}, family_name, given_name, id`,
} as const satisfies Record<EntrySort, (way: 'ASC' | 'DESC') => string>;

/** Who stands on a list, by name or as it is sorted, a page at a time. Administrators only. */
export async function getListEntries(
  actor: Actor,
  {
    sort = 'name',
    order = 'ascending',
    ...where
  }: EntryFilter & PageAsked & { readonly sort?: EntrySort | undefined; readonly order?: SortOrder | undefined },
): Promise<readonly ListedPerson[]> {
  mustBeAdministrator(actor, 'lists');
  const by = entryOrders[sort](sqlOrder(order));
  const { rows } = await getPool().query<EntryRow & { claim_reference: string | null }>({
    name: `list-entries-${where.origin ?? 'all'}-${sort}-${order}`,
    text: `
      SELECT s.*, origin.claim_reference
        FROM (SELECT p.id, p.family_name, p.given_name, p.postcode, p.municipality, p.province_code
                FROM list_entry e JOIN provider p ON p.id = e.provider_id
               WHERE e.list_id = $1 AND ($2::text IS NULL OR p.province_code = $2) AND ${isOfOrigin(where.origin)}
               ORDER BY ${by}
               LIMIT $3 OFFSET $4) s
        ${joinOrigin('s.id')}
       ORDER BY ${by}`,
    values: [where.listId, where.provinceCode ?? null, where.size, (where.page - 1) * where.size],
  });
  return rows.map((row) => ({ ...toEntry(row), claimReference: row.claim_reference }));
}

/** How many entries of a list are of a province as it is on file today, or come from there. Administrators only. */
export async function countEntries(actor: Actor, where: EntryFilter): Promise<number> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<{ entries: number }>({
    name: `count-entries-${where.origin ?? 'all'}`,
    text: `
      SELECT count(*)::int AS entries
        FROM list_entry e JOIN provider p ON p.id = e.provider_id
       WHERE e.list_id = $1 AND ($2::text IS NULL OR p.province_code = $2) AND ${isOfOrigin(where.origin)}`,
    values: [where.listId, where.provinceCode ?? null],
  });
  return rows[0]?.entries ?? 0;
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
  mustBeAdministrator(actor, 'lists');
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
