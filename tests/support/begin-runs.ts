import { workInProcess } from '#lib/jobs/work-in-process.ts';

/** What a server does of runs, alone: it begins the process that works on them, and waits for it. */
await workInProcess(new AbortController().signal);
