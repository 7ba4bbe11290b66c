/** A failure the person at the keyboard can mend: one line that says what happened and how to go on. No stack is shown. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || errorCode(error) || error.name;
}

/** The one line for a failure: an operator's error as it is, a full disk in words, anything else with its message. */
export function explain(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (isDiskFull(error)) {
    return 'The disk is full: free some space, then run the same command again; what was finished is kept.';
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) {
    return `${messageOf(error)}: the project’s folder and its .data must belong to the user who runs this.`;
  }
  return `Unexpected failure: ${messageOf(error)}`;
}

function isUnexplained(error: unknown): error is Error {
  return explain(error).startsWith('Unexpected') && error instanceof Error;
}

function isDiskFull(error: unknown): boolean {
  return (
    errorCode(error) === 'ENOSPC' || errorCode(error) === '53100' || /no space left on device/i.test(messageOf(error))
  );
}

/**
 * Runs a command line's main function, turns its failure into one line and exit code 1, and ends the process: what a
 * library left waiting (Prisma's engine keeps a timer of ten seconds) must not hold up the person at the keyboard.
 */
export async function runCommand(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(explain(error));
    if (isUnexplained(error)) console.error(error.stack);
    process.exit(1);
  }
}
