import { publishRun } from '#lib/eligibility/publish-run.ts';
import { decideRun } from '#lib/eligibility/request-decisions.ts';
import { importRun } from '#lib/registers/files/import-run.ts';
import type { RunHandlers } from '#lib/runs/run.ts';
import { linkRun } from './link-run.ts';

/** Who works on which kind of run. */
export const runHandlers: RunHandlers = {
  IMPORT: importRun,
  LINK: linkRun,
  DECIDE: decideRun,
  PUBLISH: publishRun,
};
