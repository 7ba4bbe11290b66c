import { randomUUID } from 'node:crypto';
import { getDb } from '#lib/db/client.ts';
import type { Language } from '#lib/i18n/locales.ts';

/** Settings that signing in and sending need; before the first command that reads them. */
export function setPortalEnvironment(settings: { readonly SMTP_URL?: string } = {}): void {
  Object.assign(process.env, {
    NEXTAUTH_URL: 'http://localhost:3999',
    NEXTAUTH_SECRET: 'a secret of the tests, long enough for its schema',
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
    ...settings,
  });
}

/** An address that nobody else in the file has. */
export function someEmail(name = 'someone'): string {
  return `${name}.${randomUUID().slice(0, 8)}@test.invalid`;
}

/** A provider with an address on file; as the application role. */
export async function addProvider(known: {
  readonly email: string | null;
  readonly language?: Language;
  readonly familyName?: string;
}): Promise<string> {
  const { id } = await getDb().provider.create({
    data: {
      givenName: 'Sample',
      familyName: known.familyName ?? 'Person',
      language: known.language ?? 'nl',
      email: known.email,
      postcode: '4000',
      municipality: 'Exampletown',
      provinceCode: 'BE-WLG',
    },
  });
  return id;
}

/** Staff of a province, or an administrator without one. */
export async function addStaff(email: string, provinceCode?: string, language: Language = 'de'): Promise<string> {
  const { id } = await getDb().user.create({
    data: {
      email,
      language,
      roles: {
        create: provinceCode === undefined ? { role: 'TASKFORCE_ADMIN' } : { role: 'PROVINCE_STAFF', provinceCode },
      },
    },
  });
  return id;
}
