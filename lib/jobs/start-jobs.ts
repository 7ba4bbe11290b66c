import { setTimeout as pause } from 'node:timers/promises';
import type { WorkOptions } from 'pg-boss';
import * as z from 'zod';
import { systemActor } from '#lib/auth/actor.ts';
import { purgeSignIns } from '#lib/auth/purge.ts';
import { purgeDrafts } from '#lib/claims/purge-drafts.ts';
import { foldCounts } from '#lib/entitlements/fold-counts.ts';
import { deliverMessages } from '#lib/notifications/deliver-messages.ts';
import { purgeMessages } from '#lib/notifications/purge.ts';
import { inviteEntitled } from '#lib/pickup/invite-entitled.ts';
import { remindBooked } from '#lib/pickup/remind-booked.ts';
import { purgeUploads } from '#lib/registers/files/receive-file.ts';
import { isRunQueued } from '#lib/runs/work-on-runs.ts';
import { getBoss, newWorkingBoss } from '#lib/shared/jobs.ts';
import { log } from '#lib/shared/log.ts';
import { type QueueName, queues } from '#lib/shared/queues.ts';
import { purgeRateLimits } from '#lib/shared/rate-limit.ts';
import { workInProcess } from './work-in-process.ts';

type Job = { readonly data: unknown };

type Worker = {
  readonly queue: QueueName;
  /** What is to be done; several jobs that ask for the same are done at once. Stops early where the signal says so. */
  readonly work: (jobs: readonly Job[], signal: AbortSignal) => Promise<void>;
  readonly options: WorkOptions;
  /** Besides when somebody asks, as a cron line. */
  readonly every?: string;
};

const workers: readonly Worker[] = [
  {
    queue: queues.deliverMessages,
    // One job a message is written, and one look sends them all.
    options: { pollingIntervalSeconds: 1, batchSize: 1_000 },
    work: async (_, signal) => deliver(signal),
    every: '* * * * *',
  },
  {
    queue: queues.foldCounts,
    options: { pollingIntervalSeconds: 5, batchSize: 100 },
    work: foldCounts,
    every: '* * * * *',
  },
  {
    queue: queues.remindBooked,
    options: { pollingIntervalSeconds: 2, batchSize: 100 },
    work: async (_, signal) => {
      await remindBooked(systemActor('reminders'), signal);
    },
    every: '*/5 * * * *',
  },
  {
    queue: queues.inviteEntitled,
    options: { pollingIntervalSeconds: 2 },
    work: async (jobs, signal) => {
      for (const { data } of jobs) await inviteEntitled(systemActor('invitations'), invitations.parse(data), signal);
    },
  },
  {
    queue: queues.work,
    // What a process that ended beside this server has left queued is taken up within a minute.
    options: { pollingIntervalSeconds: 1, batchSize: 100 },
    work: async (_, signal) => {
      if (await isRunQueued()) await workInProcess(signal);
    },
    every: '* * * * *',
  },
  {
    queue: queues.purge,
    options: { pollingIntervalSeconds: 30, batchSize: 100 },
    work: purge,
    every: '*/10 * * * *',
  },
];

const invitations = z.object({ provinceCode: z.string(), programmeCode: z.string() });

const stopWithinMs = 10_000;

/**
 * Works on the queues in this process until it is told to stop. Several processes share the work; what is due at a time
 * is done by one of them. Waits for a database that is not there yet.
 */
export async function startJobs(): Promise<{ stop: () => Promise<void> }> {
  const stopping = new AbortController();
  const boss = newWorkingBoss();
  boss.on('error', (error) => log.error({ err: error }, 'job queue failed'));
  await startPatiently(() => boss.start());
  for (const { queue, options, work, every } of workers) {
    await boss.work(queue, options, async (jobs: readonly Job[]) => work(jobs, stopping.signal));
    if (every !== undefined) await boss.schedule(queue, every);
  }
  // What a server that was killed left queued begins at once: its job counts as active until it expires.
  if (await isRunQueued()) await boss.send(queues.work, {});
  log.info({ queues: workers.map(({ queue }) => queue) }, 'working on jobs');
  const stop = async () => {
    stopping.abort();
    await boss.stop({ graceful: true, timeout: stopWithinMs });
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  return { stop };
}

async function startPatiently(start: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await start();
      return;
    } catch (error) {
      log.error({ err: error }, 'jobs can’t start yet, will try again in ten seconds');
      await pause(10_000);
    }
  }
}

async function deliver(signal: AbortSignal): Promise<void> {
  const { nextAttemptAt } = await deliverMessages(signal);
  if (nextAttemptAt === undefined || signal.aborted) return;
  // Sooner than the next minute's look; asked for once, however many looks found it.
  await getBoss().send(
    queues.deliverMessages,
    {},
    {
      startAfter: new Date(Math.max(nextAttemptAt.getTime(), Date.now() + 1_000)),
      singletonKey: 'retry',
      singletonSeconds: 5,
    },
  );
}

async function purge(): Promise<void> {
  const removed = {
    ...(await purgeSignIns()),
    rateLimits: await purgeRateLimits(),
    drafts: await purgeDrafts(),
    messages: await purgeMessages(),
    uploads: await purgeUploads(),
  };
  if (Object.values(removed).some((count) => count > 0)) log.info(removed, 'purged');
}
