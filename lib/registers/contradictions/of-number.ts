import type { Statements } from '#lib/db/statements.ts';
import { sidesSchema } from './schema.ts';

/**
 * What the registers say of a number by which they link nobody. `contested`: they give it to several people, and it is
 * not settled whose it is, or no linking has gone by that yet. `nobodys`: they do, and it was settled that it is of none
 * of these. `activity-alone`: activity counts under it, and nobody is registered with it.
 */
export type UnlinkedNumber = {
  /** Of the contradiction. */
  readonly id: string;
  readonly state: 'contested' | 'nobodys' | 'activity-alone';
  /** Codes of the registers that name it. */
  readonly registers: readonly string[];
};

type Found = { readonly id: string; readonly state: UnlinkedNumber['state']; readonly sides: unknown };

/**
 * What contradicts itself about the number of somebody whom the registers have not linked; undefined where they say
 * nothing of it. The caller holds off linking where it acts on the answer.
 */
export async function findUnlinkedNumber(
  tx: Pick<Statements, '$queryRaw'>,
  { scheme, value }: { readonly scheme: string; readonly value: string },
): Promise<UnlinkedNumber | undefined> {
  const subject = `${scheme}:${value}`;
  // People who share a national number stand under that; their own numbers are on their sides. Once that is settled, the
  // number of a side that was not chosen is free.
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT id, state, sides
      FROM (SELECT id, sides, CASE WHEN settlement ->> 'choice' = 'neither' THEN 'nobodys' ELSE 'contested' END AS state
              FROM contradiction
             WHERE kind = 'NUMBER_ON_TWO_PEOPLE' AND subject = ${subject} AND gone_at IS NULL
             UNION ALL
            SELECT id, sides, 'contested'
              FROM contradiction
             WHERE kind = 'NUMBER_ON_TWO_PEOPLE' AND settled_at IS NULL AND gone_at IS NULL
               AND sides @> jsonb_build_array(jsonb_build_object('says', jsonb_build_object('numbers', jsonb_build_array(${value}::text))))
             UNION ALL
            SELECT id, sides, 'activity-alone'
              FROM contradiction
             WHERE kind = 'ACTIVITY_WITHOUT_REGISTRATION' AND subject = ${subject} AND gone_at IS NULL) AS said
     ORDER BY array_position(ARRAY['contested', 'nobodys', 'activity-alone'], state), id
     LIMIT 1`;
  if (!found) return undefined;
  // A side without a file is one that says nothing.
  const registers = sidesSchema
    .parse(found.sides)
    .flatMap(({ register, fileId }) => (register === null || fileId === null ? [] : [register]));
  return { id: found.id, state: found.state, registers: [...new Set(registers)] };
}
