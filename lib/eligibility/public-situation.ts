import { isDeepStrictEqual } from 'node:util';
import { type ClaimWindow, claimWindow } from '#lib/programmes/claim-window.ts';
import {
  loadPlannedDeliveries,
  loadProvincesWithOpenSlots,
  type PlannedDelivery,
} from '#lib/programmes/delivery-schedule.ts';
import { loadProgrammeFacts, type ProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { keptFor } from '#lib/shared/kept-for.ts';

/** What is the same for everyone who checks at one moment. */
export type PublicSituation = {
  readonly today: string;
  readonly programmes: readonly (ProgrammeFacts & { readonly window: ClaimWindow })[];
  readonly deliveries: readonly PlannedDelivery[];
  readonly provincesWithOpenSlots: ReadonlySet<string>;
};

/**
 * At most a second behind the clock and five behind the tables: a check costs its own look-up only. The same object as
 * long as nothing in it has changed, so that what was made from it can be kept with it.
 */
export const loadPublicSituation = keptFor(1_000, async (): Promise<PublicSituation> => {
  const [now, programmes, deliveries, provincesWithOpenSlots] = await Promise.all([
    businessNow(),
    loadProgrammeFacts(),
    loadPlannedDeliveries(),
    loadProvincesWithOpenSlots(),
  ]);
  const situation = {
    today: dayOf(now),
    programmes: programmes.map((programme) => ({ ...programme, window: claimWindow(programme, now) })),
    deliveries,
    provincesWithOpenSlots,
  };
  if (latest === undefined || !isDeepStrictEqual(latest, situation)) latest = situation;
  return latest;
});

let latest: PublicSituation | undefined;
