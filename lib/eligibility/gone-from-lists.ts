import type { Statements } from '#lib/db/statements.ts';
import type { GoneFromLists } from '#lib/entitlements/remove-entitled.ts';

/** Who stood on lists that have ended and stands on none of the programme that is in force, each once. */
export async function findGone(
  tx: Statements,
  programmeCode: string,
  ended: readonly { readonly endedId: string; readonly listId: string }[],
): Promise<readonly GoneFromLists[]> {
  if (ended.length === 0) return [];
  const rows = await tx.$queryRaw<{ provider_id: string; list_id: string }[]>`
    SELECT DISTINCT ON (e.provider_id) e.provider_id, n.list_id
      FROM unnest(${ended.map(({ endedId }) => endedId)}::uuid[], ${ended.map(({ listId }) => listId)}::uuid[])
             AS n (ended_id, list_id)
      JOIN list_entry e ON e.list_id = n.ended_id
     WHERE NOT EXISTS (
       SELECT FROM list_entry k JOIN published_list l ON l.id = k.list_id
        WHERE k.provider_id = e.provider_id AND l.programme_code = ${programmeCode}
          AND l.published_at IS NOT NULL AND l.ended_at IS NULL)
     ORDER BY e.provider_id, n.list_id`;
  return rows.map(({ provider_id, list_id }) => ({ providerId: provider_id, listId: list_id }));
}
