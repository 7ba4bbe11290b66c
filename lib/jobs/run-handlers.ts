import { publishRun } from '#lib/eligibility/publish-run.ts';
import { decideRun } from '#lib/eligibility/request-decisions.ts';
import type { RunHandler, RunHandlers } from '#lib/runs/run.ts';
import { linkRun } from './link-run.ts';

const notYet: RunHandler = {
  work: async () => {
    throw new Error('Nothing works on this kind of run yet');
  },
};

/** Who works on which kind of run. */
export const runHandlers: RunHandlers = {
  IMPORT: notYet,
  LINK: linkRun,
  DECIDE: decideRun,
  PUBLISH: publishRun,
};
