import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { type RuleSetChanges, ruleSetChangesSchema } from '#lib/rules/change-rule-set.ts';
import { type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';

/** A trial of other rules that was kept. */
export type RuleSetDraftView = {
  readonly id: string;
  readonly programmeCode: string;
  readonly name: string;
  readonly changes: RuleSetChanges;
  /** The version it was copied from. */
  readonly fromVersion: number;
  readonly createdAt: Date;
  readonly createdByName: string | null;
  /** Null while it is a draft. */
  readonly adoptedVersion: number | null;
  /** Whether the programme still has the version it was copied from. */
  readonly current: boolean;
};

/** The drafts of a programme, the newest first, a page at a time. Administrators only. */
export async function listRuleSetDrafts(
  actor: Actor,
  { programmeCode, ...asked }: { readonly programmeCode: string } & PageAsked,
): Promise<{ readonly drafts: readonly RuleSetDraftView[] } & Omit<Page<RuleSetDraftView>, 'rows'>> {
  mustBeAdministrator(actor, 'drafts');
  const { rows: drafts, ...pages } = await pageOf(asked, (range) => readDrafts(programmeCode, range));
  return { drafts, ...pages };
}

async function readDrafts(
  programmeCode: string,
  { limit, offset }: RowRange,
): Promise<Pick<Page<RuleSetDraftView>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<DraftRow>({
    name: 'rule-set-drafts',
    text: `
      SELECT d.id, d.name, d.changes, d.rule_set_version, d.created_at, d.adopted_version,
             coalesce(u.name, u.email) AS created_by_name, p.rule_set_version = d.rule_set_version AS current,
             (count(*) OVER ())::int AS total
        FROM rule_set_draft d JOIN programme p ON p.code = d.programme_code
        LEFT JOIN app_user u ON u.id = d.created_by_id
       WHERE d.programme_code = $1
       ORDER BY d.created_at DESC, d.id LIMIT $2 OFFSET $3`,
    values: [programmeCode, limit, offset],
  });
  const drafts = rows.map((row) => ({
    id: row.id,
    programmeCode,
    name: row.name,
    changes: ruleSetChangesSchema.parse(row.changes),
    fromVersion: row.rule_set_version,
    createdAt: row.created_at,
    createdByName: row.created_by_name,
    adoptedVersion: row.adopted_version,
    current: row.current,
  }));
  return { rows: drafts, total: rows[0]?.total ?? 0 };
}

type DraftRow = {
  id: string;
  name: string;
  changes: unknown;
  rule_set_version: number;
  created_at: Date;
  adopted_version: number | null;
  created_by_name: string | null;
  current: boolean;
  total: number;
};
