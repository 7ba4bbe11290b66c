import { isLocale } from '#lib/i18n/locales.ts';
import { areaFor } from './area.ts';

/** Where someone without a wish of their own comes out after signing in. */
export function landingFor(known: {
  readonly isAdministrator: boolean;
  readonly provinces: readonly string[];
}): string {
  return `/${areaFor(known)}`;
}

/**
 * A page of the portal to go to, without its language, or undefined for anything that could lead elsewhere: another
 * site, a path that a browser reads as one (`//host`, `/\host`), or a route that is no page.
 */
export function safeLanding(wish: unknown): string | undefined {
  if (typeof wish !== 'string' || wish.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wish)) return undefined;
  const here = 'http://portal.invalid';
  if (!URL.canParse(wish, here)) return undefined;
  const url = new URL(wish, here);
  if (url.origin !== here) return undefined;
  const [first = '', ...rest] = url.pathname.split('/').slice(1);
  const path = isLocale(first) ? `/${rest.join('/')}` : url.pathname;
  if (path.startsWith('//') || path === '/api' || path.startsWith('/api/') || path.startsWith('/sign-in'))
    return undefined;
  return `${path}${url.search}`;
}
