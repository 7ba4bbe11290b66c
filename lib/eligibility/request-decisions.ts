import { z } from 'zod';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import type { Day } from '#lib/rules/days.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { type RunHandler, RunRefused } from '#lib/runs/run.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { decideEveryone } from './decide-everyone.ts';

export type RequestDecisionsInput = {
  readonly programmeCode: string;
  /** The day that the decisions look at; the present one unless given. */
  readonly asOf?: Day | undefined;
};

export const requestDecisionsRefusals = [
  'not-allowed',
  'programme-unknown',
  'day-to-come',
  'before-the-rules',
] as const;
export type RequestDecisionsRefusal = (typeof requestDecisionsRefusals)[number];

/**
 * Asks for everyone to be decided on anew under a programme, by the rule set it has when the run begins, and gives the
 * run's id. Nothing is published by it. Administrators only, and the system.
 */
export function requestDecisions(
  actor: Actor,
  input: RequestDecisionsInput,
): Promise<Result<{ readonly runId: string }, RequestDecisionsRefusal>> {
  return inSqlTransaction<{ readonly runId: string }, RequestDecisionsRefusal>(async (tx) => {
    if (!isAdministrator(actor) && actor.kind !== 'system') return refused('not-allowed');
    const [programme] = await tx.$queryRaw<ProgrammeRow[]>`
      SELECT rule_set_code, rule_set_version, (business_now() AT TIME ZONE time_zone)::date::text AS today
        FROM programme WHERE code = ${input.programmeCode}`;
    if (!programme) return refused('programme-unknown');
    const asOf = input.asOf ?? programme.today;
    if (asOf > programme.today) return refused('day-to-come');
    const ruleSet = await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx);
    if (asOf < ruleSet.validFrom) return refused('before-the-rules');
    const { programmeCode } = input;
    const runId = await requestRun(tx, actor, { kind: 'DECIDE', input: { programmeCode, asOf } });
    await recordAudit(tx, actor, {
      action: 'decision.decide',
      subject: { type: 'run', id: runId },
      details: { programme: programmeCode, asOf },
    });
    return done({ runId });
  });
}

export const decideInputSchema = z.object({ programmeCode: z.string(), asOf: z.iso.date() });

/** Works on a run that was asked for: see `decideEveryone`. */
export const decideRun: RunHandler = {
  work: async ({ input, runId, client, tx, report }) => {
    const { programmeCode, asOf } = decideInputSchema.parse(input);
    const [programme] = await tx.$queryRaw<Pick<ProgrammeRow, 'rule_set_code' | 'rule_set_version'>[]>`
      SELECT rule_set_code, rule_set_version FROM programme WHERE code = ${programmeCode}`;
    if (!programme) throw new RunRefused('programme-unknown');
    const ruleSet = await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx);
    return decideEveryone(client, { programmeCode, asOf, ruleSet, runId, report });
  },
};

type ProgrammeRow = { readonly rule_set_code: string; readonly rule_set_version: number; readonly today: Day };
