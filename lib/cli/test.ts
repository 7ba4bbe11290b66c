import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { provideBrowser } from './browser.ts';
import { watchForInterruption } from './interruption.ts';
import { messageOf, OperatorError, runCommand } from './operator-error.ts';
import { dataFolder, inProject, projectFolder } from './project.ts';
import { runningStart } from './start-lock.ts';
import { stepLine } from './steps.ts';
import { type Counts, noTests, readPlaywrightCounts, readVitestCounts } from './test-counts.ts';

const resultsFolder = inProject('tests', 'results');
const shownLines = 200;

const stepNames = ['types', 'lint', 'unit', 'integration', 'build', 'browser'] as const;
type StepName = (typeof stepNames)[number];

type Outcome = { name: string; ok: boolean; counts: Counts; output: string };

const interruption = watchForInterruption();

/**
 * The whole suite, or the steps named: `npm test -- unit`; what is not the name of a step is handed to the test runners
 * as a filter. Two steps at a time, since two cores are what a small machine has; the browser's tests have it alone.
 */
await runCommand(async () => {
  const args = process.argv.slice(2);
  const named = stepNames.filter((name) => args.includes(name));
  const chosen = new Set<StepName>(named.length > 0 ? named : stepNames);
  if (chosen.has('browser')) chosen.add('build');
  const filters = args.filter((argument) => !stepNames.some((name) => name === argument));

  const begun = performance.now();
  await rm(resultsFolder, { recursive: true, force: true });
  await mkdir(resultsFolder, { recursive: true });
  const environment = await testEnvironment();
  const steps = allSteps(environment, filters);
  const run = (names: StepName[]) => inOrder(names.filter((name) => chosen.has(name)).map((name) => steps[name]));

  const outcomes = [await prepare(environment)];
  if (outcomes.every(({ ok }) => ok)) {
    const lanes = await Promise.all([run(['types', 'build', 'unit']), run(['lint', 'integration'])]);
    outcomes.push(...lanes.flat());
    const unbuilt = outcomes.some(({ name, ok }) => name === 'build' && !ok);
    outcomes.push(...(unbuilt ? await skipBrowserTests() : await run(['browser'])));
  }
  return report(outcomes, performance.now() - begun);
});

function allSteps(environment: NodeJS.ProcessEnv, filters: string[]): Record<StepName, () => Promise<Outcome>> {
  return {
    types: () => runTool('types', ['node_modules/@typescript/native/bin/tsc', '--noEmit'], environment),
    lint: () => runTool('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'], environment),
    unit: () => runVitest('unit', filters, environment),
    integration: () => runVitest('integration', filters, environment),
    build: () => runTool('build', ['lib/cli/build.ts'], environment),
    browser: () => runBrowserTests(filters, environment),
  };
}

async function testEnvironment(): Promise<NodeJS.ProcessEnv> {
  const environment: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  // The portal as people get it, whatever the caller's shell has set for other purposes.
  for (const name of [
    'FORCE_COLOR',
    'NO_COLOR',
    'PORTAL_BENCH_ROUTES',
    'PORTAL_DEMONSTRATION',
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'SMTP_URL',
    'PORT',
  ]) {
    delete environment[name];
  }
  // A build into the folder that a running start serves from would take its files away.
  if (environment.NEXT_DIST_DIR === undefined && (await runningStart(dataFolder)) !== undefined) {
    environment.NEXT_DIST_DIR = '.next-test';
  }
  return environment;
}

/** What the other steps read: the types of the routes. */
function prepare(environment: NodeJS.ProcessEnv): Promise<Outcome> {
  return timed('prepare', () => runNode(['node_modules/next/dist/bin/next', 'typegen'], environment));
}

function runTool(name: StepName, args: string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  return timed(name, () => runNode(args, environment));
}

function runVitest(
  project: 'unit' | 'integration',
  filters: string[],
  environment: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const file = path.join(resultsFolder, `${project}.json`);
  return timed(project, async () => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', '--project', project];
    const result = await runNode([...args, ...filters], { ...environment, NO_COLOR: '1', VITEST_JSON: file });
    return { ...result, counts: await readVitestCounts(file) };
  });
}

function runBrowserTests(filters: string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const file = path.join(resultsFolder, 'browser.json');
  return timed('browser', async () => {
    const browser = await provideBrowser();
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/playwright.config.ts'];
    const result = await runNode([...args, '--pass-with-no-tests', ...filters], {
      ...environment,
      // Playwright's workers take this one for a wish, whatever its value, and warn beside the other.
      FORCE_COLOR: '0',
      CHROMIUM_PATH: browser.file,
      PLAYWRIGHT_JSON: file,
    });
    return { ...result, counts: await readPlaywrightCounts(file) };
  });
}

function skipBrowserTests(): Promise<Outcome[]> {
  return inOrder([() => timed('browser', async () => ({ ok: false, output: 'Not run, since there is no build.' }))]);
}

type Result = { ok: boolean; output: string; counts?: Counts | undefined };

async function timed(name: string, work: () => Promise<Result>): Promise<Outcome> {
  const begun = performance.now();
  const result = await work().catch((error: unknown): Result => ({ ok: false, output: messageOf(error) }));
  const counted = result.counts ?? noTests;
  // A step that fails without a failed test of its own still counts as one failure, and a runner's word counts less
  // than its tests'.
  const failed = result.ok ? counted.failed : Math.max(counted.failed, 1);
  const counts = { ...counted, failed };
  await writeFile(path.join(resultsFolder, `${name}.log`), result.output);
  console.log(stepLine(name, performance.now() - begun, describe(counts)));
  return { name, ok: failed === 0, counts, output: result.output };
}

function describe({ passed, failed, skipped }: Counts): string {
  const parts = [
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return parts.length === 0 ? 'ok' : parts.join(' · ');
}

async function inOrder(steps: (() => Promise<Outcome>)[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (interruption.signal.aborted) throw new OperatorError('Interrupted.');
    outcomes.push(await step());
  }
  return outcomes;
}

function runNode(args: string[], environment: NodeJS.ProcessEnv): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment,
      signal: interruption.signal,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

async function report(outcomes: readonly Outcome[], milliseconds: number): Promise<number> {
  for (const { name, output } of outcomes.filter(({ ok }) => !ok)) {
    const lines = output.trim().split('\n');
    const shown = lines.slice(-shownLines);
    const cut = lines.length > shown.length ? ` (the last ${shownLines} lines of tests/results/${name}.log)` : '';
    console.log(`\n${name}${cut}:\n${shown.map((line) => `  ${line}`).join('\n')}`);
  }
  const passed = outcomes.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = outcomes.reduce((sum, { counts }) => sum + counts.failed, 0);
  console.log(stepLine('all', milliseconds, ''));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
