import type { Actor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

/** What is on file of the person: name, domicile and how to be reached. */
export type OwnDetails = {
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
};

/** The actor's own provider, by its key. */
export async function getOwnDetails(actor: Actor): Promise<OwnDetails> {
  if (actor.kind !== 'user' || actor.providerId === null) throw new NotAllowed('own details');
  return getDb().provider.findUniqueOrThrow({
    where: { id: actor.providerId },
    select: {
      givenName: true,
      familyName: true,
      language: true,
      email: true,
      phone: true,
      street: true,
      postcode: true,
      municipality: true,
      provinceCode: true,
    },
  });
}
