import { getDb } from '#lib/db/client.ts';
import type { UserActor } from './actor.ts';
import { storedToken } from './sign-in-link.ts';

export type OwnProvider = {
  readonly id: string;
  readonly name: string;
  readonly professionCodes: readonly string[];
  readonly municipality: string;
};

/** The providers whose address on file is the user's: those the user may act for. */
export async function listOwnProviders(actor: UserActor): Promise<readonly OwnProvider[]> {
  const found = await getDb().provider.findMany({
    where: { email: actor.email },
    orderBy: [{ familyName: 'asc' }, { givenName: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      givenName: true,
      familyName: true,
      municipality: true,
      practices: { select: { professionCode: true }, orderBy: { professionCode: 'asc' } },
    },
  });
  return found.map(({ id, givenName, familyName, municipality, practices }) => ({
    id,
    name: `${givenName} ${familyName}`,
    municipality,
    professionCodes: practices.map(({ professionCode }) => professionCode),
  }));
}

/** Whether a link can still be exchanged for a session; looking does not use it up. */
export async function isLinkOpen(token: string, email: string): Promise<boolean> {
  const found = await getDb().verificationToken.findUnique({
    where: { identifier_token: { identifier: email, token: storedToken(token) } },
    select: { expires: true },
  });
  return found !== null && found.expires.getTime() > Date.now();
}

/** The provider a user acts for, and whether there are others to choose from. */
export async function findActedFor(actor: UserActor): Promise<{ name: string; amongSeveral: boolean } | undefined> {
  if (actor.providerId === null) return undefined;
  const own = await getDb().provider.findMany({
    where: { email: actor.email },
    select: { id: true, givenName: true, familyName: true },
  });
  const found = own.find(({ id }) => id === actor.providerId);
  return found && { name: `${found.givenName} ${found.familyName}`, amongSeveral: own.length > 1 };
}
