import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';
import type { Domicile } from './record-domicile.ts';

export type ProviderToEstablish = Domicile & {
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Language;
  readonly identifier: { readonly scheme: string; readonly value: string };
  /** Codes of the registers that know the number, though they register nobody with it. */
  readonly registers?: readonly string[] | undefined;
};

/**
 * Makes a provider whom no register registers, in the caller's transaction, and gives its id.
 * @throws by constraint `provider_identifier_pkey` where somebody has this number already.
 */
export async function establishProvider(tx: Statements, provider: ProviderToEstablish): Promise<string> {
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO provider (given_name, family_name, language, street, postcode, municipality, province_code, registers)
    VALUES (${provider.givenName}, ${provider.familyName}, ${provider.language}::"Language", ${provider.street},
            ${provider.postcode}, ${provider.municipality}, ${provider.provinceCode}, ${provider.registers ?? []}::text[])
    RETURNING id`;
  if (!made) throw new Error('A provider was inserted without an id');
  await tx.$executeRaw`
    INSERT INTO provider_identifier (scheme, value, provider_id)
    VALUES (${provider.identifier.scheme}, ${provider.identifier.value}, ${made.id}::uuid)`;
  return made.id;
}
