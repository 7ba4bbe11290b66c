import { log } from './log.ts';

/**
 * Logs an unexpected error under the event id that the person is shown and can quote: the digest that the framework gave
 * it. What an error carries besides its message, such as the values of a row, stays out of the log.
 */
export function reportUnexpected(error: unknown, where: Readonly<Record<string, string>>): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const eventId: unknown = Reflect.get(Object(error), 'digest');
  log.error({ eventId, ...where, err: { type: name, message, stack } }, 'unexpected error');
}
