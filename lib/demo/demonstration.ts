import { Temporal } from 'temporal-polyfill';
import { businessNow, readBusinessClock } from '#lib/shared/clock.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { storySteps } from './story.ts';

/** Whether this process serves a demonstration; costs nothing, so that elsewhere nothing is spent. A build never does. */
export function isForDemonstration(): boolean {
  return process.env.PORTAL_DEMONSTRATION === '1' && process.env.NEXT_PHASE !== 'phase-production-build';
}

/** Whether this is a demonstration: the process says so, and so does the database, which alone lets its clock move. */
export async function isDemonstration(): Promise<boolean> {
  return isForDemonstration() && (await readBusinessClock()).demonstration;
}

export type Story = {
  /** Business time, ISO 8601. */
  readonly now: string;
  readonly steps: readonly { readonly value: string; readonly on: string; readonly current: boolean }[];
};

/** Where the story is, for the bar; from the kept row of the clock. */
export async function loadStory(): Promise<Story> {
  const now = await businessNow();
  const reached = storySteps.findLast(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0);
  return {
    now: now.round('second').toString(),
    steps: storySteps.map(({ key, at }) => ({
      value: key,
      on: Temporal.Instant.from(at).toZonedDateTimeISO(businessTimeZone).toPlainDate().toString(),
      current: key === reached?.key,
    })),
  };
}
