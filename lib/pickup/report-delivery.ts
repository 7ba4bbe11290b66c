import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { EntitlementStatus } from '#lib/entitlements/queries.ts';
import { channelCode, type StoredChannel } from '#lib/programmes/channel.ts';
import { findBegunDelivery, loadPlannedDeliveries } from '#lib/programmes/delivery-schedule.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { DeliveryProblemInput } from './schema.ts';

type DeliveryReportRefusal = 'unknown' | 'not-begun' | 'handed-over' | 'not-in-parcel' | 'already-reported';

type Own = {
  readonly programme_code: string;
  readonly province_code: string;
  readonly profession_code: string;
  readonly channel: StoredChannel;
  readonly status: EntitlementStatus;
  readonly organisation_id: string | null;
  readonly handed_over: boolean;
  readonly items: readonly string[];
};

/**
 * Reports that the actor's own parcel, brought to their home or by a grouping or association, has not come, or came with
 * something missing or damaged; from the first day planned on. Nobody records such a handover, so the person's word is
 * what the province goes by. Once for the parcel, and once for each item and kind: the same sent twice is one report.
 */
export async function reportDelivery(
  actor: Actor,
  input: DeliveryProblemInput,
): Promise<Result<{ reportId: string }, DeliveryReportRefusal>> {
  const [deliveries, now] = await Promise.all([loadPlannedDeliveries(), businessNow()]);
  return inTransaction<{ reportId: string }, DeliveryReportRefusal>(async (tx) => {
    const providerId = actor.kind === 'user' ? actor.providerId : null;
    // Locked, so that a counter does not hand it over meanwhile.
    const [own] = await tx.$queryRaw<Own[]>`
      SELECT e.programme_code, e.province_code, e.profession_code, e.channel::text AS channel, e.status::text AS status,
             e.organisation_id, EXISTS (SELECT FROM handover h WHERE h.entitlement_id = e.id) AS handed_over,
             ARRAY(SELECT k.item_code FROM kit_line k WHERE k.kit_id = e.kit_id) AS items
        FROM entitlement e
       WHERE e.id = ${input.entitlementId}::uuid AND e.provider_id = ${providerId}::uuid FOR UPDATE OF e`;
    if (!own) return refused('unknown');
    if (own.handed_over) return refused('handed-over');
    const delivery = findBegunDelivery(
      deliveries,
      {
        programme: own.programme_code,
        province: own.province_code,
        profession: own.profession_code,
        channel: channelCode(own.channel),
      },
      dayOf(now),
    );
    if (!delivery || !canReportDelivery(own.status)) return refused('not-begun');
    const itemCode = input.kind === 'NOT_ARRIVED' ? null : input.itemCode;
    if (itemCode !== null && !own.items.includes(itemCode)) return refused('not-in-parcel');
    const [made] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO delivery_report (entitlement_id, kind, item_code, text, way, province_code, organisation_id, reported_at)
      VALUES (${input.entitlementId}::uuid, ${input.kind}::"DeliveryReportKind", ${itemCode}, ${input.text},
              ${delivery.way.toUpperCase().replace('-', '_')}::"DeliveryWay", ${own.province_code},
              ${own.organisation_id}::uuid, ${toDate(now)})
      ON CONFLICT DO NOTHING RETURNING id`;
    if (!made) {
      const [known] = await tx.$queryRaw<{ id: string; text: string }[]>`
        SELECT id, text FROM delivery_report
         WHERE entitlement_id = ${input.entitlementId}::uuid AND kind = ${input.kind}::"DeliveryReportKind"
           AND item_code IS NOT DISTINCT FROM ${itemCode}`;
      return known?.text === input.text ? done({ reportId: known.id }) : refused('already-reported');
    }
    await recordAudit(tx, actor, {
      action: 'delivery.report',
      subject: { type: 'entitlement', id: input.entitlementId },
      provinceCode: own.province_code,
      details: { kind: input.kind, item: itemCode, way: delivery.way },
    });
    return done({ reportId: made.id });
  });
}

/** What was declined or withdrawn is awaited by nobody, and what is booked waits at a counter. */
export function canReportDelivery(status: EntitlementStatus): boolean {
  return status === 'GIVEN' || status === 'SERVED';
}
