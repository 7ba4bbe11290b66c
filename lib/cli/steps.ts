import { performance } from 'node:perf_hooks';

const nameWidth = 12;

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(6)} s`;
}

/** One line about a finished step: its name, how long it took, and what came of it. */
export function stepLine(name: string, milliseconds: number, note: string): string {
  return `  ${name.padEnd(nameWidth)}${seconds(milliseconds)}  ${note}`.trimEnd();
}

/** The steps under way, in the order in which they began. */
const underWay: string[] = [];

/**
 * Does one step of a command and writes one line with its time when it is done. On a terminal a line below says, with
 * dots, what is under way: one step, or several side by side.
 */
export async function step<T>(name: string, work: () => Promise<{ value: T; note: string }>): Promise<T> {
  const begun = performance.now();
  underWay.push(name);
  showUnderWay();
  const end = (note: string) => {
    underWay.splice(underWay.indexOf(name), 1);
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
    console.log(stepLine(name, performance.now() - begun, note));
    showUnderWay();
  };
  try {
    const { value, note } = await work();
    end(note);
    return value;
  } catch (error) {
    end('failed');
    throw error;
  }
}

function showUnderWay(): void {
  if (process.stdout.isTTY && underWay.length > 0) process.stdout.write(`\r\u001b[2K  ${underWay.join(', ')} …`);
}
