import createMiddleware from 'next-intl/middleware';
import { routing } from '#lib/i18n/routing.ts';

/** Chooses a language from the browser's where the address names none; other requests never pass here. */
export default createMiddleware(routing);

export const config = { matcher: ['/((?!api|_next|fr(?:/|$)|nl(?:/|$)|de(?:/|$)|en(?:/|$)|.*\\..*).*)'] };
