import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { recordDecision } from '#lib/eligibility/record-decision.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import type { Day } from '#lib/rules/days.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { decidedBy } from './accept-claim.ts';
import { claimLink } from './access.ts';
import { recordEvent } from './history.ts';
import { lockClaimByReference } from './load-claim.ts';
import { type ReviewRefusal, reviewRefusal } from './policy.ts';
import { refusalChoices } from './refusal-reasons.ts';
import { conditionsOf, ruleSetOf, viewByRules } from './rules-of-claim.ts';

export type RefuseClaimInput = {
  readonly reference: string;
  /** Codes of conditions of the programme's rules, or of `refusalReasonCodes`. */
  readonly reasons: readonly string[];
  /** In the person's language. */
  readonly text?: string | undefined;
};
export type RefuseClaimRefusal = ReviewRefusal | 'unknown' | 'no-reason';

/**
 * Refuses a claim with reasons in the person's language, which are kept as they were said. Where the registers know the
 * person, what the rules say of them is kept with it.
 */
export function refuseClaim(actor: Actor, input: RefuseClaimInput): Promise<Result<null, RefuseClaimRefusal>> {
  return inTransaction<null, RefuseClaimRefusal>(async (tx) => {
    const claim = await lockClaimByReference(tx, input.reference);
    if (!claim) return refused('unknown');
    const refusal = reviewRefusal(actor, claim);
    if (refusal) return refused(refusal);

    const now = await businessNow();
    const asOf = dayOf(now);
    const ruleSet = await ruleSetOf(tx, claim.programmeCode);
    const said = await sayReasons(input, ruleSet, asOf, claim.language);
    if (said === undefined) return refused('no-reason');

    let decisionId: string | null = null;
    if (claim.providerId !== null) {
      const view = await viewByRules(tx, ruleSet, claim, asOf);
      const { providerId, professionCode } = claim;
      decisionId = await recordDecision(tx, claim.programmeCode, { providerId, professionCode, ...view });
    }
    const at = toDate(now);
    await tx.claim.update({
      where: { id: claim.id },
      data: { status: 'REFUSED', refusalReason: said, decidedAt: at, decisionId, ...decidedBy(claim, actor) },
    });
    await recordEvent(tx, actor, { claimId: claim.id, kind: 'REFUSED', at, text: said });
    await recordAudit(tx, actor, {
      action: 'claim.refuse',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: {
        reference: claim.reference,
        reasons: input.reasons.join(' '),
        text: input.text !== undefined,
        appeal: claim.appealedAt !== null,
      },
    });
    if (claim.email !== null) {
      await writeMessage(tx, {
        template: 'claim-refused',
        language: claim.language,
        toEmail: claim.email,
        params: { reference: claim.reference, appeal: claim.appealedAt === null ? 'yes' : 'no' },
        secrets: { link: await claimLink(tx, claim) },
        dedupKey: `claim-refused:${claim.id}:${claim.appealedAt === null ? 1 : 2}`,
      });
    }
    return done(null);
  });
}

/** The reasons as sentences, those of rules made from the rules; undefined where nothing would be said. */
async function sayReasons(
  input: Pick<RefuseClaimInput, 'reasons' | 'text'>,
  ruleSet: RuleSet,
  asOf: Day,
  language: Language,
): Promise<string | undefined> {
  const choices = await refusalChoices(conditionsOf(ruleSet, asOf), language);
  const chosen = choices.filter(({ code }) => input.reasons.includes(code)).map(({ text }) => text);
  const own = input.text === undefined || input.text.trim() === '' ? [] : [input.text.trim()];
  const lines = [...chosen, ...own];
  return lines.length === 0 ? undefined : lines.join('\n');
}
