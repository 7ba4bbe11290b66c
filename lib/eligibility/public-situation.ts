import { isDeepStrictEqual } from 'node:util';
import { getPool } from '#lib/db/client.ts';
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
  readonly programmes: readonly (ProgrammeFacts & {
    readonly window: ClaimWindow;
    /** Whether a list of it is in force. */
    readonly hasLists: boolean;
  })[];
  readonly deliveries: readonly PlannedDelivery[];
  readonly provincesWithOpenSlots: ReadonlySet<string>;
};

/**
 * At most a second behind the clock and five behind the tables: a check costs its own look-up only. The same object as
 * long as nothing in it has changed, so that what was made from it can be kept with it.
 */
export const loadPublicSituation = keptFor(1_000, async (): Promise<PublicSituation> => {
  const [now, programmes, withLists, deliveries, provincesWithOpenSlots] = await Promise.all([
    businessNow(),
    loadProgrammeFacts(),
    loadProgrammesWithLists(),
    loadPlannedDeliveries(),
    loadProvincesWithOpenSlots(),
  ]);
  const situation = {
    today: dayOf(now),
    programmes: programmes.map((programme) => ({
      ...programme,
      window: claimWindow(programme, now),
      hasLists: withLists.has(programme.code),
    })),
    deliveries,
    provincesWithOpenSlots,
  };
  if (latest === undefined || !isDeepStrictEqual(latest, situation)) latest = situation;
  return latest;
});

let latest: PublicSituation | undefined;

const loadProgrammesWithLists = keptFor(5_000, async (): Promise<ReadonlySet<string>> => {
  const { rows } = await getPool().query<{ code: string }>(`
    SELECT code FROM programme p
     WHERE EXISTS (SELECT FROM published_list l
                    WHERE l.programme_code = p.code AND l.published_at IS NOT NULL AND l.ended_at IS NULL)`);
  return new Set(rows.map(({ code }) => code));
});
