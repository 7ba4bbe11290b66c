import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import type { SessionWish } from './options.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address of the callback says besides the token: the language of the landing, and whom to act for. */
export function readCallback(query: URLSearchParams): { language: Locale; wish: SessionWish } {
  const [, language] = (query.get('callbackUrl') ?? '').split('/');
  const actsFor = query.get('for') ?? '';
  return { language: isLocale(language) ? language : 'fr', wish: uuid.test(actsFor) ? { actsFor } : {} };
}

/** next-auth goes to its own pages when it fails; those are shut, so to ours. Undefined where it did not fail. */
export function signInErrorPath(location: string | null, language: Locale): string | undefined {
  if (location === null || !URL.canParse(location, 'http://portal.invalid')) return undefined;
  const { pathname, searchParams } = new URL(location, 'http://portal.invalid');
  if (!pathname.startsWith('/api/auth/')) return undefined;
  return `/${language}/sign-in/error?error=${signInError(searchParams.get('error'))}`;
}

export type SignInError = 'expired' | 'denied' | 'failed';

function signInError(code: string | null): SignInError {
  if (code === 'Verification') return 'expired';
  return code === 'AccessDenied' ? 'denied' : 'failed';
}
