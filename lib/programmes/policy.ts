import { type Actor, isAdministrator } from '#lib/auth/actor.ts';

/** What a programme is, when it runs and what its parcel holds is the taskforce's to say. */
export function mayChangeProgramme(actor: Actor): boolean {
  return isAdministrator(actor);
}
