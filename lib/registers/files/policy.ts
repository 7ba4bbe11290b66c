import { type Actor, isAdministrator } from '#lib/auth/actor.ts';

/** What the registers send is the taskforce's, and of an operator at the command line. */
export function mayKeepFiles(actor: Actor): boolean {
  return isAdministrator(actor) || actor.kind === 'system';
}
