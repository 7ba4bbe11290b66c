import { getDb } from '#lib/db/client.ts';
import type { UserActor } from './actor.ts';

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
export async function isLinkOpen(storedToken: string, email: string): Promise<boolean> {
  const found = await getDb().verificationToken.findUnique({
    where: { identifier_token: { identifier: email, token: storedToken } },
    select: { expires: true },
  });
  return found !== null && found.expires.getTime() > Date.now();
}

/** The name of the provider a user acts for. */
export async function findActedFor(actor: UserActor): Promise<string | undefined> {
  if (actor.providerId === null) return undefined;
  const found = await getDb().provider.findUnique({
    where: { id: actor.providerId },
    select: { givenName: true, familyName: true },
  });
  return found === null ? undefined : `${found.givenName} ${found.familyName}`;
}
