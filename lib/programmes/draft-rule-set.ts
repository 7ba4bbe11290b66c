import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import {
  changeRuleSet,
  changesNothing,
  effectiveChanges,
  type RuleSetChanges,
  ruleSetChangesSchema,
} from '#lib/rules/change-rule-set.ts';
import type { Day } from '#lib/rules/days.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { taskforceDecision } from '#lib/rules/sources.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { mayChangeProgramme } from './policy.ts';
import { loadRuleSet } from './rule-sets.ts';

export type DraftRuleSetInput = {
  readonly programmeCode: string;
  readonly name: string;
  readonly changes: RuleSetChanges;
};

export const draftRefusals = [
  'not-allowed',
  'programme-unknown',
  'nothing-changes',
  'draft-unknown',
  'draft-adopted',
  'rules-changed-meanwhile',
] as const;
export type DraftRefusal = (typeof draftRefusals)[number];

/**
 * Keeps a trial of other rules by a name, on the version that the programme has now; only what would change something is
 * kept. Nothing is decided by it. Administrators only.
 */
export function draftRuleSet(
  actor: Actor,
  { programmeCode, name, changes }: DraftRuleSetInput,
): Promise<Result<{ readonly draftId: string }, DraftRefusal>> {
  return inSqlTransaction<{ readonly draftId: string }, DraftRefusal>(async (tx) => {
    if (!mayChangeProgramme(actor)) return refused('not-allowed');
    const programme = await lockProgramme(tx, programmeCode);
    if (!programme) return refused('programme-unknown');
    const { ruleSet, today } = programme;
    const effective = effectiveChanges(ruleSet, changes, today);
    if (changesNothing(effective)) return refused('nothing-changes');
    const [draft] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO rule_set_draft (programme_code, rule_set_code, rule_set_version, name, changes, created_by_id, created_at)
      VALUES (${programmeCode}, ${ruleSet.code}, ${ruleSet.version}, ${name}, ${JSON.stringify(effective)}::jsonb,
              ${userIdOf(actor)}::uuid, business_now())
      RETURNING id`;
    if (!draft) throw new Error('A draft was inserted without an id');
    await recordAudit(tx, actor, {
      action: 'rule-set.draft',
      subject: { type: 'programme', id: programmeCode },
      details: { draft: draft.id, ruleSetVersion: ruleSet.version, ...detailsOf(effective) },
    });
    return done({ draftId: draft.id });
  });
}

/**
 * Makes a draft the next version of the programme's rule set, in force from the present day on, with the reason as the
 * source of what it changes: the reason stands on the public page of the rules. The versions before stay as they are, and
 * so does what was decided by them; the programme's parcel stays, too. Refused where the rules have changed since the
 * draft was made. Administrators only.
 */
export async function adoptDraft(
  actor: Actor,
  { draftId, reason }: { readonly draftId: string; readonly reason: string },
): Promise<Result<{ readonly programmeCode: string; readonly version: number }, DraftRefusal>> {
  const result = await inSqlTransaction<{ programmeCode: string; version: number }, DraftRefusal>(
    async (tx) => {
      if (!mayChangeProgramme(actor)) return refused('not-allowed');
      const [found] = await tx.$queryRaw<{ programme_code: string }[]>`
        SELECT programme_code FROM rule_set_draft WHERE id = ${draftId}::uuid`;
      if (!found) return refused('draft-unknown');
      const programmeCode = found.programme_code;
      const programme = await lockProgramme(tx, programmeCode);
      if (!programme) return refused('programme-unknown');
      // Read once the programme is held: of two who adopt at once, the second sees what the first did.
      const [draft] = await tx.$queryRaw<DraftRow[]>`
        SELECT rule_set_version, changes, adopted_version FROM rule_set_draft WHERE id = ${draftId}::uuid`;
      if (!draft) return refused('draft-unknown');
      if (draft.adopted_version !== null) return refused('draft-adopted');
      const { ruleSet, today } = programme;
      if (draft.rule_set_version !== ruleSet.version) return refused('rules-changed-meanwhile');
      const changes = effectiveChanges(ruleSet, ruleSetChangesSchema.parse(draft.changes), today);
      if (changesNothing(changes)) return refused('nothing-changes');
      const version = await nextVersion(tx, ruleSet.code);
      const adopted = changeRuleSet(ruleSet, changes, {
        version,
        from: today,
        source: taskforceDecision(today, reason),
      });
      await tx.$executeRaw`
        INSERT INTO rule_set (code, version, definition)
        VALUES (${adopted.code}, ${version}, ${JSON.stringify(adopted)}::jsonb)`;
      await tx.$executeRaw`UPDATE programme SET rule_set_version = ${version} WHERE code = ${programmeCode}`;
      await tx.$executeRaw`
        UPDATE rule_set_draft SET adopted_version = ${version}, adopted_at = business_now() WHERE id = ${draftId}::uuid`;
      await recordAudit(tx, actor, {
        action: 'rule-set.adopt',
        subject: { type: 'programme', id: programmeCode },
        details: { draft: draftId, version, formerVersion: ruleSet.version, ...detailsOf(changes) },
      });
      return done({ programmeCode, version });
    },
    { rule_set_pkey: 'rules-changed-meanwhile' },
  );
  if (result.ok) forgetKeptFacts();
  return result;
}

/**
 * Takes a draft away that is of no use any longer; that it was kept and by whom stays in the trail. One that was adopted
 * is the source of a version, and stays. Administrators only.
 */
export function discardDraft(
  actor: Actor,
  draftId: string,
): Promise<Result<{ readonly programmeCode: string }, DraftRefusal>> {
  return inSqlTransaction<{ readonly programmeCode: string }, DraftRefusal>(async (tx) => {
    if (!mayChangeProgramme(actor)) return refused('not-allowed');
    // Of one that is adopted at the same moment, this waits to hear.
    const [draft] = await tx.$queryRaw<{ programme_code: string; adopted: boolean }[]>`
      SELECT programme_code, adopted_version IS NOT NULL AS adopted
        FROM rule_set_draft WHERE id = ${draftId}::uuid FOR UPDATE`;
    if (!draft) return refused('draft-unknown');
    if (draft.adopted) return refused('draft-adopted');
    await tx.$executeRaw`DELETE FROM rule_set_draft WHERE id = ${draftId}::uuid`;
    await recordAudit(tx, actor, {
      action: 'rule-set.discard-draft',
      subject: { type: 'programme', id: draft.programme_code },
      details: { draft: draftId },
    });
    return done({ programmeCode: draft.programme_code });
  });
}

type DraftRow = {
  readonly rule_set_version: number;
  readonly changes: unknown;
  readonly adopted_version: number | null;
};

/** The programme's rules and its present day; its rules stay so until the transaction ends. */
async function lockProgramme(
  tx: Statements,
  programmeCode: string,
): Promise<{ readonly ruleSet: RuleSet; readonly today: Day } | undefined> {
  const [programme] = await tx.$queryRaw<{ rule_set_code: string; rule_set_version: number; today: Day }[]>`
    SELECT rule_set_code, rule_set_version, (business_now() AT TIME ZONE time_zone)::date::text AS today
      FROM programme WHERE code = ${programmeCode} FOR UPDATE`;
  if (!programme) return undefined;
  return {
    ruleSet: await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx),
    today: programme.today,
  };
}

async function nextVersion(tx: Statements, code: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ next: number }[]>`
    SELECT coalesce(max(version), 0) + 1 AS next FROM rule_set WHERE code = ${code}`;
  return row?.next ?? 1;
}

function detailsOf({ addProfessions, threshold, excludeServedUnder }: RuleSetChanges): Record<string, string | number> {
  return {
    ...(addProfessions.length === 0 ? {} : { addProfessions: addProfessions.join(', ') }),
    ...(threshold === null ? {} : { threshold }),
    ...(excludeServedUnder.length === 0 ? {} : { excludeServedUnder: excludeServedUnder.join(', ') }),
  };
}
