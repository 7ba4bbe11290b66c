import type { ClientBase } from 'pg';
import { countSettlements } from './count-settlements.ts';
import { countTakenBack } from './count-taken-back.ts';
import type { LinkedFile } from './link-result.ts';
import { lockRegisters } from './lock-registers.ts';
import { matchActivity } from './match-activity.ts';
import { matchPeople } from './match-people.ts';
import { readRecords } from './read-records.ts';
import { writeActivity } from './write-activity.ts';
import { writeContradictions } from './write-contradictions.ts';
import { type FollowDomiciles, writePeople } from './write-people.ts';

/** What a linking is at, in its order. */
export const linkSteps = ['read', 'match', 'write-people', 'write-activity', 'compare', 'done'] as const;
export type LinkStep = (typeof linkSteps)[number];

/** What came of a linking, in numbers. */
export type LinkResult = {
  /** Files in force, and below the lines of each sort that count in them: the last ones of a number and month, say. */
  readonly sources: readonly LinkedFile[];
  readonly registrations: number;
  readonly activities: number;
  readonly employments: number;
  /** Lines about a number that several people claim or that names unlike people, or of a person settled to be nobody. */
  readonly heldAside: number;
  readonly providersAdded: number;
  readonly providersChanged: number;
  readonly domicilesKept: number;
  /** Practices with a share of ambulatory activity. */
  readonly shares: number;
  readonly memberships: number;
  readonly groupingsUnknown: number;
  /** Settlements that it went by. */
  readonly settlements: number;
  /** Corrections taken back that it knew of. */
  readonly takenBack: number;
  /** Rows that are other than before, of people and of what is known of them. */
  readonly written: number;
  /** Open ones by kind. */
  readonly contradictions: Readonly<Record<string, number>>;
};

export type LinkOptions = {
  readonly report?: ((step: LinkStep, done: number, total: number) => void) | undefined;
  /**
   * Called with providers who are to have a domicile in another province. Gives those who can't have it now; theirs
   * stays. Left out, all move: for databases without entitlements.
   */
  readonly followDomiciles?: FollowDomiciles | undefined;
};

/**
 * Links what files in force say, in the caller's transaction: makes and changes providers, what they are registered for,
 * how active they are and in which groupings, forgets what no file in force says any longer, and lists what contradicts
 * itself. What was corrected and what claims established stays. Linking the same files again changes no row.
 *
 * All in statements over whole tables, since the registers of a country are linked at once.
 */
export async function linkRegisters(
  client: ClientBase,
  { report, followDomiciles = async () => [] }: LinkOptions = {},
): Promise<LinkResult> {
  const at = (step: LinkStep) => report?.(step, linkSteps.indexOf(step), linkSteps.length - 1);
  await lockRegisters(client);
  // Hashes of a country's people fit; more would go to disk.
  await client.query(`SET LOCAL work_mem = '256MB'`);
  // The planner is told of each table that is laid; how many rows, more or less, is all it needs.
  await client.query('SET LOCAL default_statistics_target = 10');
  // Before anything is read: what is settled meanwhile waits for the next linking.
  const settlements = await countSettlements(client);
  const takenBack = await countTakenBack(client);
  at('read');
  const read = await readRecords(client);
  at('match');
  const { heldAside } = await matchPeople(client);
  await matchActivity(client);
  at('write-people');
  const people = await writePeople(client, followDomiciles);
  at('write-activity');
  const { written, ...activity } = await writeActivity(client);
  at('compare');
  const contradictions = await writeContradictions(client);
  at('done');
  return {
    ...read,
    heldAside,
    providersAdded: people.added,
    providersChanged: people.changed,
    domicilesKept: people.domicilesKept,
    ...activity,
    settlements,
    takenBack,
    written: people.written + written,
    contradictions,
  };
}
