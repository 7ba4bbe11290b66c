import type { Locale } from '../locales.ts';
import * as de from './de.ts';
import * as en from './en.ts';
import * as fr from './fr.ts';
import * as nl from './nl.ts';

/**
 * The words that every page's client components may say: of the frame, of errors, of failure, of the primitives, and of
 * the page that a country asks at once. They are part of the scripts, which a browser keeps, rather than of each page.
 * `ClientMessages` adds a domain's.
 */
export const browserWords: Record<Locale, typeof fr> = { fr, nl, de, en };
