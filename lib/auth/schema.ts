import * as z from 'zod';
import { locales } from '#lib/i18n/locales.ts';

/** What the sign-in form posts. The wish for a page is judged by `safeLanding`, and dropped where it is none. */
export const signInSchema = z.object({
  locale: z.enum(locales),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  returnTo: z.string().max(500).optional(),
});
