import type { Language } from '#lib/i18n/locales.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

/** Someone with a login, and what it may act on. */
export type UserActor = {
  readonly kind: 'user';
  readonly userId: string;
  readonly email: string;
  readonly name: string | null;
  readonly language: Language;
  readonly isAdministrator: boolean;
  /** Codes of the provinces whose staff the user is. */
  readonly provinces: readonly string[];
  /** Ids of the organisations whose staff the user is. */
  readonly organisations: readonly string[];
  /** The provider the user acts for: one whose address on file is the user's. */
  readonly providerId: string | null;
};

/** Someone without a login: who checks, or claims. */
export type PersonActor = { readonly kind: 'person' };

/** A job or an operator's command, by name: explicit, never a bypass. */
export type SystemActor = { readonly kind: 'system'; readonly name: string };

export type Actor = UserActor | PersonActor | SystemActor;

export const person: PersonActor = { kind: 'person' };

export function systemActor(name: string): SystemActor {
  return { kind: 'system', name };
}

/** Administrators of the taskforce see and do what concerns the country. */
export function isAdministrator(actor: Actor): actor is UserActor & { readonly isAdministrator: true } {
  return actor.kind === 'user' && actor.isAdministrator;
}

/** @throws NotAllowed where somebody else than an administrator of the taskforce asks for it. */
export function mustBeAdministrator(
  actor: Actor,
  asksFor: string,
): asserts actor is UserActor & { readonly isAdministrator: true } {
  if (!isAdministrator(actor)) throw new NotAllowed(asksFor);
}

/** Staff of this very province; administrators of the taskforce are not. */
export function isStaffOf(actor: Actor, provinceCode: string): boolean {
  return actor.kind === 'user' && actor.provinces.includes(provinceCode);
}

/** For columns that name the user who acted: none for a person without a login and for the system. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.userId : null;
}
