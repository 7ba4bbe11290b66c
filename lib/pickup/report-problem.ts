import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { ProblemInput } from './schema.ts';

export type ReportRefusal = 'not-received' | 'not-in-parcel';

/**
 * Reports that something in the actor's own parcel was missing or damaged: an item of its kit, once it was handed over.
 * The same report sent twice is one report.
 */
export function reportProblem(actor: Actor, input: ProblemInput): Promise<Result<{ reportId: string }, ReportRefusal>> {
  return inTransaction<{ reportId: string }, ReportRefusal>(async (tx) => {
    const providerId = actor.kind === 'user' ? actor.providerId : null;
    // Locked, so that a second press of the button finds the first report.
    await tx.$queryRaw`
      SELECT id FROM entitlement WHERE id = ${input.entitlementId}::uuid AND provider_id = ${providerId}::uuid FOR UPDATE`;
    const handover = await tx.handover.findFirst({
      where: { entitlementId: input.entitlementId, entitlement: { providerId: providerId ?? '' } },
      select: {
        id: true,
        entitlement: { select: { provinceCode: true, kit: { select: { lines: { select: { itemCode: true } } } } } },
        reports: { where: { kind: input.kind, itemCode: input.itemCode, text: input.text }, select: { id: true } },
      },
    });
    if (!handover) return refused('not-received');
    const { entitlement, reports } = handover;
    if (!entitlement.kit?.lines.some(({ itemCode }) => itemCode === input.itemCode)) return refused('not-in-parcel');
    const known = reports[0];
    if (known) return done({ reportId: known.id });
    const report = await tx.handoverReport.create({
      data: {
        handoverId: handover.id,
        kind: input.kind,
        itemCode: input.itemCode,
        text: input.text,
        reportedAt: toDate(await businessNow()),
      },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: 'handover.report',
      subject: { type: 'handover', id: handover.id },
      provinceCode: entitlement.provinceCode,
      details: { kind: input.kind, item: input.itemCode },
    });
    return done({ reportId: report.id });
  });
}
