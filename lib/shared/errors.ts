import { log } from './log.ts';

/** Rolls a transaction back and carries an expected refusal out of it; caught by `inTransaction` alone. */
export class RefusedInTransaction extends Error {
  override readonly name = 'RefusedInTransaction';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>> | undefined;

  constructor(code: string, params?: Readonly<Record<string, string | number>>) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Someone asked for what their roles and scope do not include; pages answer as if it did not exist. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/**
 * Logs an unexpected error under the event id that the person is shown and can quote: the digest that the framework gave
 * it. What an error carries besides its message, such as the values of a row, stays out of the log.
 */
export function reportUnexpected(error: unknown, where: Readonly<Record<string, string>>): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const eventId: unknown = Reflect.get(Object(error), 'digest');
  log.error({ eventId, ...where, err: { type: name, message, stack } }, 'unexpected error');
}
