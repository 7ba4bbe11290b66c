import type { Statements } from '#lib/db/statements.ts';
import type { Returned } from '#lib/entitlements/remove-entitled.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeToMany } from '#lib/notifications/write-messages.ts';
import type { RunContext } from '#lib/runs/run.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';

type ReturnedRow = {
  readonly provider_id: string;
  readonly list_id: string;
  readonly email: string;
  readonly language: Language;
  readonly programme_code: string;
  readonly profession_code: string;
  readonly number: number;
  readonly has: 'booked' | 'served' | 'brought' | 'given';
  readonly organisation: string | null;
};

/**
 * Writes to everyone with an address on file whom a later list names again: that what they had holds again, and how they
 * come by it. In the transaction of the publication; each once a list.
 */
export async function tellReturned(
  tx: Statements,
  returned: readonly Returned[],
  report: RunContext['report'] = () => {},
): Promise<void> {
  await writeToMany(tx, returned, {
    read: rowsOf,
    messageTo,
    report: (told, total) => report('tell', told, total),
  });
}

function rowsOf(tx: Statements, returned: readonly Returned[]): PromiseLike<ReturnedRow[]> {
  return tx.$queryRaw<ReturnedRow[]>`
    SELECT e.provider_id, l.id AS list_id, v.email, v.language::text AS language, l.programme_code, l.profession_code,
           l.number, o.name AS organisation,
           CASE WHEN e.status = 'BOOKED' THEN 'booked' WHEN e.status = 'SERVED' THEN 'served'
                WHEN o.name IS NOT NULL THEN 'brought' ELSE 'given' END AS has
      FROM unnest(${returned.map(({ entitlementId }) => entitlementId)}::uuid[],
                  ${returned.map(({ listId }) => listId)}::uuid[]) AS r (entitlement_id, list_id)
      JOIN entitlement e ON e.id = r.entitlement_id
      JOIN published_list l ON l.id = r.list_id
      JOIN provider v ON v.id = e.provider_id AND v.email IS NOT NULL
      LEFT JOIN organisation o ON o.id = e.organisation_id`;
}

async function messageTo(row: ReturnedRow) {
  const say = await loadWords(row.language);
  return {
    template: 'list-returned' as const,
    language: row.language,
    toEmail: row.email,
    params: {
      programme: say(`rules.programmes.${row.programme_code}`),
      professions: say(`professions.${row.profession_code}.group`),
      list: row.number,
      has: row.has,
      page: portalUrl(`/${row.language}/provider`),
    },
    // Where somebody works is personal, so emptied once it is sent.
    secrets: { organisation: row.organisation ?? '' },
    dedupKey: `list-returned:${row.list_id}:${row.provider_id}`,
  };
}
