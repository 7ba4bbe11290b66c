import * as z from 'zod';
import { loadActorOfRun } from '#lib/auth/load-actor-of-run.ts';
import { type RunHandler, RunRefused } from '#lib/runs/run.ts';
import { publishDecided } from './publish-decided.ts';

/** What a run of publication is asked for. */
export const publishRunInputSchema = z.object({
  decideRunId: z.uuid(),
  professions: z.array(z.string()).min(1).readonly(),
});

/** Publishes lists from what a run decided; its result is the publication. */
export const publishRun: RunHandler = {
  work: async ({ tx, input, requestedById, report }) => {
    const asked = publishRunInputSchema.parse(input);
    const published = await publishDecided(tx, await loadActorOfRun(tx, requestedById), { ...asked, report });
    if (!published.ok) throw new RunRefused(published.refusal.code, published.refusal.params);
    return published.value;
  },
};
