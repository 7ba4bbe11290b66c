import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** What a test runner counted. A file that could not even be loaded counts as one failed test. */
export type Counts = { passed: number; failed: number; skipped: number };

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

export async function readVitestCounts(file: string): Promise<Counts | undefined> {
  const report = vitestReport.safeParse(await readJson(file));
  if (!report.success) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report.data;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped: numPendingTests };
}

export async function readPlaywrightCounts(file: string): Promise<Counts | undefined> {
  const report = playwrightReport.safeParse(await readJson(file));
  if (!report.success) return undefined;
  const { stats, errors } = report.data;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
