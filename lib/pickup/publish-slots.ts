import { createHash } from 'node:crypto';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { type PatternInput, patternLimits } from './schema.ts';
import { expandPattern, type SlotTimes, type SortedSlots, sortOut } from './slot-pattern.ts';

export type SlotsRefusal =
  | 'point-unknown'
  | 'point-closed'
  | 'too-many-slots'
  | 'nothing-to-publish'
  | 'preview-outdated';

/** Exactly what publishing the same pattern would make now. */
export type SlotPreview = {
  readonly count: number;
  readonly days: number;
  readonly places: number;
  readonly first: SlotTimes | null;
  readonly last: SlotTimes | null;
  /** The hours of the first day, to look at. */
  readonly firstDay: readonly SlotTimes[];
  readonly clashing: readonly SlotTimes[];
  readonly past: number;
  /** Says that nothing has changed when it is handed back to `publishSlots`. */
  readonly fingerprint: string;
};

/** Says what a pattern would make at a point of the actor's province, and what it leaves out; changes nothing. */
export function previewSlots(actor: Actor, input: PatternInput): Promise<Result<SlotPreview, SlotsRefusal>> {
  return inTransaction<SlotPreview, SlotsRefusal>(async (tx) => {
    const sorted = await sortForPoint(tx, actor, input, { lock: false });
    return sorted.ok ? done(describe(input, sorted.value)) : sorted;
  });
}

/**
 * Publishes what the pattern makes at a point of the actor's province, in one statement: all slots that were shown in
 * the preview, or none. Refused where what it would make is no longer what was previewed.
 */
export function publishSlots(
  actor: Actor,
  input: PatternInput & { readonly fingerprint: string },
): Promise<Result<{ readonly count: number; readonly places: number }, SlotsRefusal>> {
  return inTransaction<{ count: number; places: number }, SlotsRefusal>(
    async (tx) => {
      const sorted = await sortForPoint(tx, actor, input, { lock: true });
      if (!sorted.ok) return sorted;
      const preview = describe(input, sorted.value);
      if (preview.fingerprint !== input.fingerprint) return refused('preview-outdated');
      if (preview.count === 0) return refused('nothing-to-publish');
      const { fresh, provinceCode } = sorted.value;
      await tx.$executeRaw`
        INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
        SELECT ${input.pickupPointId}::uuid, s.starts_at, s.ends_at, ${input.pattern.capacity}
          FROM unnest(${fresh.map(({ startsAt }) => iso(startsAt))}::timestamptz[],
                      ${fresh.map(({ endsAt }) => iso(endsAt))}::timestamptz[]) AS s (starts_at, ends_at)`;
      await recordAudit(tx, actor, {
        action: 'slot.publish',
        subject: { type: 'pickup-point', id: input.pickupPointId },
        provinceCode,
        details: {
          count: preview.count,
          places: preview.places,
          from: input.pattern.fromOn,
          last: input.pattern.lastOn,
        },
      });
      return done({ count: preview.count, places: preview.places });
    },
    { slot_start_key: 'preview-outdated' },
  );
}

type SortedForPoint = SortedSlots & { readonly provinceCode: string };

/** Publications at one point go one after another, so that two of them never overlap; a preview waits for nobody. */
async function sortForPoint(
  tx: Transaction,
  actor: Actor,
  { pickupPointId, pattern }: PatternInput,
  { lock }: { readonly lock: boolean },
): Promise<Result<SortedForPoint, SlotsRefusal>> {
  if (lock) await tx.$queryRaw`SELECT id FROM pickup_point WHERE id = ${pickupPointId}::uuid FOR NO KEY UPDATE`;
  const point = await tx.pickupPoint.findUnique({
    where: { id: pickupPointId },
    select: { provinceCode: true, closedAt: true },
  });
  if (!point || !isStaffOf(actor, point.provinceCode)) return refused('point-unknown');
  if (point.closedAt !== null) return refused('point-closed');
  const slots = expandPattern(pattern, businessTimeZone);
  if (slots.length > patternLimits.slots) return refused('too-many-slots', { max: patternLimits.slots });
  const first = slots.at(0);
  const last = slots.at(-1);
  const existing =
    first === undefined || last === undefined
      ? []
      : await tx.$queryRaw<{ starts_at: Date; ends_at: Date; closed: boolean }[]>`
          SELECT starts_at, ends_at, closed_at IS NOT NULL AS closed FROM slot
           WHERE pickup_point_id = ${pickupPointId}::uuid AND ends_at > ${new Date(first.startsAt)}
             AND starts_at < ${new Date(last.endsAt)}`;
  const there = existing.map(({ starts_at, ends_at }) => ({
    startsAt: starts_at.getTime(),
    endsAt: ends_at.getTime(),
  }));
  const now = (await businessNow()).epochMilliseconds;
  return done({ ...sortOut(slots, there, now), provinceCode: point.provinceCode });
}

function describe({ pickupPointId, pattern }: PatternInput, { fresh, clashing, past }: SortedForPoint): SlotPreview {
  const dayOfSlot = ({ startsAt }: SlotTimes) => dayOf(new Date(startsAt));
  const first = fresh[0] ?? null;
  const firstDay = first === null ? '' : dayOfSlot(first);
  return {
    count: fresh.length,
    days: new Set(fresh.map(dayOfSlot)).size,
    places: fresh.length * pattern.capacity,
    first,
    last: fresh.at(-1) ?? null,
    firstDay: fresh.filter((slot) => dayOfSlot(slot) === firstDay),
    clashing,
    past: past.length,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([pickupPointId, pattern.capacity, fresh]))
      .digest('base64url'),
  };
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
