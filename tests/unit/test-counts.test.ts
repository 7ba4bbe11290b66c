import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlaywrightCounts, readVitestCounts } from '#lib/cli/test-counts.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portal-counts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe('the count of a run', () => {
  it('counts a file that could not be loaded as one failure', async () => {
    const file = await report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(await readVitestCounts(file)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts an error outside of the browser tests as a failure', async () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 4 };
    const file = await report({ stats, errors: [{ message: 'the server did not start' }] });
    expect(await readPlaywrightCounts(file)).toEqual({ passed: 6, failed: 2, skipped: 4 });
  });

  it('is unknown where there is no report, or another one', async () => {
    expect(await readVitestCounts(path.join(folder, 'none.json'))).toBeUndefined();
    expect(await readPlaywrightCounts(await report({ stats: 'many' }))).toBeUndefined();
  });
});
