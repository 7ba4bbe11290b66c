import { type Actor, isAdministrator, isStaffOf } from '#lib/auth/actor.ts';

/** Depots that are no place of ours; they are called by what they are. */
export const outsideKinds: readonly string[] = ['SUPPLIER', 'RECIPIENT', 'ADJUSTMENT'];

type DepotScope = { readonly kind: string; readonly provinceCode: string | null };

/** Administrators move any stock of ours; a province's staff move and adjust what lies in their province. */
export function maySeeDepot(actor: Actor, depot: DepotScope): boolean {
  return isAdministrator(actor) || (depot.provinceCode !== null && isStaffOf(actor, depot.provinceCode));
}

/** A province's staff bring their provincial stock to their points and back; between provinces the taskforce moves it. */
export function mayTransfer(actor: Actor, from: DepotScope, to: DepotScope): boolean {
  return maySeeDepot(actor, from) && maySeeDepot(actor, to);
}

/** What arrives from a supplier is booked in by the taskforce. */
export function mayReceive(actor: Actor): boolean {
  return isAdministrator(actor);
}

/** Who books deliveries in also keeps what is on the way: to the central and provincial depots, which supply the points. */
export function mayExpect(actor: Actor, depot: DepotScope): boolean {
  return mayReceive(actor) && (depot.kind === 'CENTRAL' || depot.kind === 'PROVINCIAL');
}
