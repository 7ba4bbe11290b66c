import 'server-only';
import { cookies } from 'next/headers';
import * as z from 'zod';
import type { Locale } from '#lib/i18n/locales.ts';

/** What somebody typed in the check, on its way to the claim's form. */
const carriedSchema = z.object({
  number: z.string().max(64),
  postcode: z.string().max(16),
  /** The check digits fail and the person says that the number is right. */
  numberInsisted: z.boolean(),
});
export type CarriedToClaim = Readonly<z.infer<typeof carriedSchema>>;

const cookieName = 'portal-check';

/**
 * Lets the claim's form begin with what was checked. A number has no place in an address, where it would be logged, so it
 * goes in a cookie that only the claim's own pages receive, for ten minutes, out of reach of scripts. In an action only.
 */
export async function carryToClaim(typed: CarriedToClaim, locale: Locale): Promise<void> {
  (await cookies()).set(cookieName, Buffer.from(JSON.stringify(typed)).toString('base64url'), {
    path: `/${locale}/claim`,
    maxAge: 600,
    httpOnly: true,
    sameSite: 'lax',
    secure: process.env.NEXTAUTH_URL?.startsWith('https:') ?? false,
  });
}

/** What was carried over, for the fields' first values; undefined where nothing was. */
export async function findCarriedToClaim(): Promise<CarriedToClaim | undefined> {
  const value = (await cookies()).get(cookieName)?.value;
  if (value === undefined) return undefined;
  try {
    return carriedSchema.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
