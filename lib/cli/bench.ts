import { writeFile } from 'node:fs/promises';
import { booking } from '../../tests/bench/booking.ts';
import { checkEndpoint } from '../../tests/bench/check-endpoint.ts';
import { checkPage } from '../../tests/bench/check-page.ts';
import { checkScale } from '../../tests/bench/check-scale.ts';
import type { Measurement } from '../../tests/bench/measurement.ts';
import { type BenchedPortal, preparePortal } from '../../tests/bench/portal.ts';
import { decide, importFiles, importMemory, link, publish } from '../../tests/bench/register-path.ts';
import { OperatorError, runCommand } from './operator-error.ts';
import { inProject } from './project.ts';
import { step } from './steps.ts';

const benchmarks: Readonly<Record<string, (portal: BenchedPortal) => Promise<Measurement>>> = {
  // First: it copies the sample while no server is connected to it.
  'check-scale': checkScale,
  'check-endpoint': checkEndpoint,
  'check-page': checkPage,
  booking,
  import: importFiles,
  'import-memory': importMemory,
  link,
  decide,
  publish,
};

/** `npm run bench`, or `npm run bench -- NAME …`: measures, prints a table, and writes bench-results.json. */
await runCommand(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0) {
    throw new OperatorError(
      `There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}`,
    );
  }
  const chosen = Object.entries(benchmarks).filter(([name]) => asked.length === 0 || asked.includes(name));
  const portal = await preparePortal();
  const results: Measurement[] = [];
  try {
    stopOnSignals(portal);
    for (const [name, measure] of chosen) {
      await step(name, async () => {
        const result = await measure(portal);
        results.push(result);
        return { value: undefined, note: `ratio ${result.ratio.toFixed(2)}` };
      });
    }
  } finally {
    await portal.stop();
  }
  await writeFile(inProject('bench-results.json'), `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\n${tableOf(results)}`);
  return 0;
});

/** Servers and database are processes of their own, which a Ctrl-C would leave behind. */
function stopOnSignals(portal: BenchedPortal): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void portal.stop().finally(() => process.exit(130));
    });
  }
}

function tableOf(results: readonly Measurement[]): string {
  const rows = [
    ['benchmark', 'unit', 'ours', 'baseline', 'ratio'],
    ...results.map(({ name, unit, ours, baseline, ratio }) => [
      name,
      unit,
      ours.toFixed(0),
      baseline.toFixed(0),
      ratio.toFixed(2),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
