import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf, userIdOf } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { ScheduleInput } from './schedule-schema.ts';

export type ScheduleRefusal = 'not-allowed' | 'programme-not-open' | 'already-planned' | 'schedule-unknown';

/**
 * Publishes a line of the delivery schedule of the actor's province: from now on everyone can read it. The same line
 * twice (programme, profession, days and way) is refused.
 */
export async function publishSchedule(
  actor: Actor,
  input: ScheduleInput & { readonly provinceCode: string },
): Promise<Result<{ scheduleId: string }, ScheduleRefusal>> {
  const result = await inTransaction<{ scheduleId: string }, ScheduleRefusal>(async (tx) => {
    if (!isStaffOf(actor, input.provinceCode)) return refused('not-allowed');
    const days = { fromOn: new Date(input.fromOn), lastOn: new Date(input.lastOn) };
    const { programmeCode, provinceCode, way, note } = input;
    const professionCode = input.professionCode ?? null;
    // One publication of a province at a time, so that a second press of the button finds the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('delivery-schedule'), hashtext(${provinceCode}))::text`;
    const programme = await tx.programme.findUnique({ where: { code: programmeCode }, select: { status: true } });
    if (programme?.status !== 'OPEN') return refused('programme-not-open');
    const line = { programmeCode, provinceCode, professionCode, way, ...days };
    if (await tx.deliverySchedule.findFirst({ where: { ...line, withdrawnAt: null }, select: { id: true } })) {
      return refused('already-planned');
    }
    const { id } = await tx.deliverySchedule.create({
      data: { ...line, note, publishedAt: toDate(await businessNow()), publishedById: userIdOf(actor) },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: 'schedule.publish',
      subject: { type: 'delivery-schedule', id },
      provinceCode,
      details: { programme: programmeCode, from: input.fromOn, last: input.lastOn, way },
    });
    return done({ scheduleId: id });
  });
  if (result.ok) forgetKeptFacts();
  return result;
}

/** Withdraws a line of the actor's province: nobody reads it any more, though it stays on record. */
export async function withdrawSchedule(
  actor: Actor,
  { scheduleId }: { readonly scheduleId: string },
): Promise<Result<undefined, ScheduleRefusal>> {
  const result = await inTransaction<undefined, ScheduleRefusal>(async (tx) => {
    const line = await tx.deliverySchedule.findUnique({
      where: { id: scheduleId },
      select: { provinceCode: true, withdrawnAt: true },
    });
    if (!line || !isStaffOf(actor, line.provinceCode)) return refused('schedule-unknown');
    if (line.withdrawnAt !== null) return done(undefined);
    await tx.deliverySchedule.update({
      where: { id: scheduleId },
      data: { withdrawnAt: toDate(await businessNow()) },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: 'schedule.withdraw',
      subject: { type: 'delivery-schedule', id: scheduleId },
      provinceCode: line.provinceCode,
    });
    return done(undefined);
  });
  if (result.ok) forgetKeptFacts();
  return result;
}
