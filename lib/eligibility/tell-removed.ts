import * as z from 'zod';
import type { Statements } from '#lib/db/statements.ts';
import type { GoneFromLists } from '#lib/entitlements/remove-entitled.ts';
import { fullDay, loadWords, type Words } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeToMany } from '#lib/notifications/write-messages.ts';
import { type Reason, reasonSchema } from '#lib/rules/reasons.ts';
import { reasonWithoutValues } from '#lib/rules/words.ts';
import type { RunContext } from '#lib/runs/run.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';

type RemovedRow = {
  readonly provider_id: string;
  readonly list_id: string;
  readonly email: string;
  readonly language: Language;
  readonly programme_code: string;
  readonly profession_code: string;
  readonly number: number;
  readonly kept: 'withdrawn' | 'pending' | 'served' | 'nothing';
  readonly withdrawn: boolean;
  /** Why an amendment was withdrawn, as it was written; null for any other list. */
  readonly taken_back: string | null;
  readonly outcome: 'NOT_ELIGIBLE' | 'UNDETERMINED' | null;
  readonly reasons: unknown;
  readonly claims: 'until' | 'open' | 'closed';
  readonly claims_last_on: string | null;
};

/**
 * Writes to everyone with an address on file who has just left a programme's lists: what happened, why in short, and what
 * they can do. In the transaction of their removal; each once a list.
 */
export async function tellRemoved(
  tx: Statements,
  gone: readonly GoneFromLists[],
  report: RunContext['report'] = () => {},
): Promise<void> {
  await writeToMany(tx, gone, {
    read: removedOf,
    messageTo,
    report: (told, total) => report('tell', told, total),
  });
}

function removedOf(tx: Statements, gone: readonly GoneFromLists[]): PromiseLike<RemovedRow[]> {
  return tx.$queryRaw<RemovedRow[]>`
    SELECT r.provider_id, r.list_id, v.email, v.language::text AS language, l.programme_code, l.profession_code, l.number,
           CASE WHEN r.state = 'PENDING' THEN 'pending' WHEN r.state = 'KEPT' THEN 'served'
                WHEN r.entitlement_id IS NULL THEN 'nothing' ELSE 'withdrawn' END AS kept,
           l.ended_at IS NOT NULL AS withdrawn, CASE WHEN l.kind = 'AMENDMENT' THEN l.ended_reason END AS taken_back,
           d.outcome::text AS outcome, d.reasons,
           CASE WHEN p.status <> 'OPEN' OR p.claims_from_on IS NULL
                     OR c.day NOT BETWEEN p.claims_from_on AND coalesce(p.claims_last_on, c.day) THEN 'closed'
                WHEN p.claims_last_on IS NULL THEN 'open' ELSE 'until' END AS claims,
           p.claims_last_on::text
      FROM unnest(${gone.map(({ listId }) => listId)}::uuid[], ${gone.map(({ providerId }) => providerId)}::uuid[])
             AS g (list_id, provider_id)
      JOIN list_removal r ON r.list_id = g.list_id AND r.provider_id = g.provider_id
      JOIN published_list l ON l.id = r.list_id
      JOIN programme p ON p.code = l.programme_code
      JOIN provider v ON v.id = r.provider_id AND v.email IS NOT NULL
     CROSS JOIN LATERAL (SELECT (business_now() AT TIME ZONE p.time_zone)::date AS day) c
      LEFT JOIN decision d ON d.run_id = l.decided_in_run_id AND d.profession_code = l.profession_code
                          AND d.provider_id = r.provider_id AND d.outcome <> 'ELIGIBLE'`;
}

async function messageTo(row: RemovedRow) {
  const say = await loadWords(row.language);
  return {
    template: 'list-removed' as const,
    language: row.language,
    toEmail: row.email,
    params: {
      programme: say(`rules.programmes.${row.programme_code}`),
      professions: say(`professions.${row.profession_code}.group`),
      list: row.number,
      kept: row.kept,
      why: whyOf(row),
      claims: row.claims,
      lastDay: row.claims_last_on === null ? '' : fullDay(row.claims_last_on, row.language),
      claim: portalUrl(`/${row.language}/claim`),
      contact: portalUrl(`/${row.language}/contact`),
    },
    // Personal, so emptied once it is sent.
    secrets: { reasons: row.taken_back ?? (row.withdrawn ? '' : reasonsOf(row, say)) },
    dedupKey: `list-removed:${row.list_id}:${row.provider_id}`,
  };
}

function whyOf(row: RemovedRow): 'takenBack' | 'withdrawn' | 'rules' | 'facts' | 'unregistered' {
  const { taken_back, withdrawn, outcome } = row;
  if (taken_back !== null) return 'takenBack';
  if (withdrawn) return 'withdrawn';
  if (outcome === null) return 'unregistered';
  return outcome === 'NOT_ELIGIBLE' ? 'rules' : 'facts';
}

/** The rules that are not met, or else those that can't be looked at for want of a fact; not what registers say. */
function reasonsOf({ outcome, reasons, language }: RemovedRow, say: Words): string {
  const wanted: Reason['status'] = outcome === 'NOT_ELIGIBLE' ? 'failed' : 'unknown';
  return (z.array(reasonSchema).safeParse(reasons).data ?? [])
    .filter(({ status }) => status === wanted)
    .map((reason) => `– ${reasonWithoutValues(reason, say, language)}`)
    .join('\n');
}
