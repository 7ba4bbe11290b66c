import { publishRun } from '#lib/eligibility/publish-run.ts';
import type { RunHandler, RunHandlers } from '#lib/runs/run.ts';

const notYet: RunHandler = {
  work: async () => {
    throw new Error('Nothing works on this kind of run yet');
  },
};

/** Who works on which kind of run. */
export const runHandlers: RunHandlers = {
  IMPORT: notYet,
  LINK: notYet,
  DECIDE: notYet,
  PUBLISH: publishRun,
};
