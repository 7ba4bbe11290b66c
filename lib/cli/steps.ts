import { performance } from 'node:perf_hooks';

const nameWidth = 12;

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(6)} s`;
}

/** One line about a finished step: its name, how long it took, and what came of it. */
export function stepLine(name: string, milliseconds: number, note: string): string {
  return `  ${name.padEnd(nameWidth)}${seconds(milliseconds)}  ${note}`.trimEnd();
}

/**
 * Does one step of a command and writes one line with its time when it is done. On a terminal the line stands
 * there, with dots, while the step is under way.
 */
export async function step<T>(name: string, work: () => Promise<{ value: T; note: string }>): Promise<T> {
  const begun = performance.now();
  const terminal = process.stdout.isTTY === true;
  if (terminal) process.stdout.write(`  ${name.padEnd(nameWidth)}     …`);
  try {
    const { value, note } = await work();
    if (terminal) process.stdout.write('\r\u001b[2K');
    console.log(stepLine(name, performance.now() - begun, note));
    return value;
  } catch (error) {
    if (terminal) process.stdout.write('\r\u001b[2K');
    console.log(stepLine(name, performance.now() - begun, 'failed'));
    throw error;
  }
}
