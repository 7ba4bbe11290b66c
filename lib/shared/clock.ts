import { Temporal } from 'temporal-polyfill';
import { getPool, getSidePool } from '#lib/db/client.ts';
import { businessTimeZone } from './time-zone.ts';

type ClockRow = { readonly offsetMs: number; readonly demonstration: boolean };

// The row changes only in a demonstration, by this process; a second is what another process may lag behind.
const keptForMs = 1_000;

// Next loads server modules more than once (pages, actions, jobs): all of them must see a step at once.
const shared = globalThis as typeof globalThis & {
  portalClock?: { readonly row: ClockRow; readonly readAt: number } | undefined;
};

/** Reads the row that `business_now()` in SQL reads too. */
export async function readBusinessClock(): Promise<ClockRow> {
  const kept = shared.portalClock;
  if (kept && Date.now() - kept.readAt < keptForMs) return kept.row;
  const { rows } = await getSidePool().query<{ offset_ms: string; demonstration: boolean }>({
    name: 'business-clock',
    text: 'SELECT offset_ms, demonstration FROM business_clock WHERE id = 1',
  });
  const found = rows[0];
  if (!found) throw new Error('business_clock has no row: the migrations have not run');
  const row = { offsetMs: Number(found.offset_ms), demonstration: found.demonstration };
  shared.portalClock = { row, readAt: Date.now() };
  return row;
}

/** The present instant in business time, at most a second behind a step of the demonstration's clock. */
export async function businessNow(): Promise<Temporal.Instant> {
  const { offsetMs } = await readBusinessClock();
  return Temporal.Instant.fromEpochMilliseconds(Date.now() + offsetMs);
}

/** The present day in Brussels, as the rules take it (`YYYY-MM-DD`). */
export async function businessToday(): Promise<string> {
  return dayOf(await businessNow());
}

/** The day in Brussels on which an instant falls (`YYYY-MM-DD`). */
export function dayOf(instant: Temporal.Instant | Date): string {
  const known = instant instanceof Date ? Temporal.Instant.fromEpochMilliseconds(instant.getTime()) : instant;
  return known.toZonedDateTimeISO(businessTimeZone).toPlainDate().toString();
}

/** For drivers that want a Date: the same instant, cut to the millisecond. */
export function toDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/**
 * Moves business time to an instant and lets it run on from there.
 * @throws where this is not a demonstration: the database refuses.
 */
export async function stepBusinessClock(target: Temporal.Instant): Promise<void> {
  await getPool().query('SELECT step_business_clock($1)', [toDate(target)]);
  shared.portalClock = undefined;
}
