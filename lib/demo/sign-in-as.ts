import { findSignIn } from '#lib/auth/find-sign-in.ts';
import { createSignInLink } from '#lib/auth/sign-in-link.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { isDemonstration } from './demonstration.ts';
import { demonstrationPeople } from './people.ts';

/**
 * The path of an ordinary sign-in as one of the demonstration's people, with pages in the visitor's language. Refused
 * anywhere but in a demonstration.
 */
export async function signInAs(
  key: string,
  language: Language,
): Promise<Result<{ callbackPath: string }, 'not-a-demonstration' | 'person-unknown'>> {
  if (!(await isDemonstration())) return refused('not-a-demonstration');
  const person = demonstrationPeople.find((candidate) => candidate.key === key);
  if (!person || !(await findSignIn(person.email))) return refused('person-unknown');
  return inTransaction(async (tx) => {
    const { callbackPath } = await createSignInLink(tx, { email: person.email, language, landing: person.landing });
    return done({ callbackPath });
  });
}
