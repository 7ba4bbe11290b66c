import { getSidePool } from '#lib/db/client.ts';
import type { RunContext } from './run.ts';

const everyMs = 400;

/** Keeps a run's progress beside its transaction, on a connection of its own. */
export function reportProgress(runId: string): {
  /** Counts the attempt and gives its number, from 1. */
  begin: () => Promise<number>;
  report: RunContext['report'];
  /** Waits for what is being written. */
  end: () => Promise<void>;
} {
  let lastStep = '';
  let nextAt = 0;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    begin: async () => {
      const { rows } = await getSidePool().query<{ attempts: number }>(
        `INSERT INTO run_progress (run_id, attempts, step, done, at) VALUES ($1, 1, 'begin', 0, now())
         ON CONFLICT (run_id) DO UPDATE
            SET attempts = run_progress.attempts + 1, step = 'begin', done = 0, total = NULL, at = now()
         RETURNING attempts`,
        [runId],
      );
      return rows[0]?.attempts ?? 1;
    },
    report: (step, done, total = null) => {
      const now = Date.now();
      if (step === lastStep && now < nextAt) return;
      lastStep = step;
      nextAt = now + everyMs;
      // A picture of how far it is, not the work itself: that it can't be written does not end the run.
      writing = writing
        .then(() =>
          getSidePool().query(
            'UPDATE run_progress SET step = $2, done = $3, total = $4, at = now() WHERE run_id = $1',
            [runId, step, Math.round(done), total === null ? null : Math.round(total)],
          ),
        )
        .catch(() => undefined);
    },
    end: async () => {
      await writing;
    },
  };
}
