import { Temporal } from 'temporal-polyfill';
import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { stepBusinessClock } from '#lib/shared/clock.ts';
import { enqueue } from '#lib/shared/jobs.ts';
import { queues } from '#lib/shared/queues.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { isDemonstration } from './demonstration.ts';
import { storySteps } from './story.ts';

/** What looks at business time by itself, and so may have become due on the way. */
const followingClock = [queues.remindBooked, queues.deliverMessages, queues.foldCounts];

/**
 * Moves business time to a step of the story, for everyone, and has done what became due on the way. Anybody may, in a
 * demonstration only. Going back deletes nothing: what was done stays done, and its rows stay dated later than now.
 */
export async function stepClock(
  actor: Actor,
  key: string,
): Promise<Result<undefined, 'not-a-demonstration' | 'step-unknown'>> {
  if (!(await isDemonstration())) return refused('not-a-demonstration');
  const step = storySteps.find((candidate) => candidate.key === key);
  if (!step) return refused('step-unknown');
  await stepBusinessClock(Temporal.Instant.from(step.at));
  return inTransaction(async (tx) => {
    await recordAudit(tx, actor, { action: 'clock.step', subject: { type: 'clock', id: step.key } });
    for (const queue of followingClock) await enqueue(tx, queue);
    return done(undefined);
  });
}
