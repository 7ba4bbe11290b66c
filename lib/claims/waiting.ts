import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';

export type WaitingClaims = {
  /** Confirmed or appealed, and waiting for a reviewer. */
  readonly waiting: number;
  /** Asked something: the person's turn. */
  readonly withThePerson: number;
  /** Since when the oldest waits for a reviewer, in business time; an appeal waits from the appeal on. */
  readonly oldestSince: Date | null;
};

/** How many claims wait, under one programme and in one province or all. Reads the queue's index, not the history. */
export async function getWaitingClaims(
  actor: Actor,
  where: { readonly programmeCode: string; readonly provinceCode?: string | undefined },
): Promise<WaitingClaims> {
  mustBeAdministrator(actor, 'claims');
  const { rows } = await getPool().query<{ waiting: number; with_the_person: number; oldest_since: Date | null }>({
    name: 'waiting-claims',
    text: `
      SELECT (count(*) FILTER (WHERE status <> 'QUESTION'))::int AS waiting,
             (count(*) FILTER (WHERE status = 'QUESTION'))::int AS with_the_person,
             min(coalesce(appealed_at, received_at)) FILTER (WHERE status <> 'QUESTION') AS oldest_since
        FROM claim
       WHERE status IN ('OPEN', 'QUESTION', 'APPEALED') AND programme_code = $1 AND ($2::text IS NULL OR province_code = $2)`,
    values: [where.programmeCode, where.provinceCode ?? null],
  });
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    withThePerson: row?.with_the_person ?? 0,
    oldestSince: row?.oldest_since ?? null,
  };
}
