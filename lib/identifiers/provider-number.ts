import { formatNihdi, parseNihdi } from './nihdi.ts';
import { formatVisa, looksLikeVisa, parseVisa } from './visa.ts';

/** The numbers a provider can be looked up by. */
export const providerNumberSchemes = ['nihdi', 'visa'] as const;
export type ProviderNumberScheme = (typeof providerNumberSchemes)[number];

export interface ProviderNumber {
  readonly scheme: ProviderNumberScheme;
  /** What it is looked up by: the first eight digits of a NIHDI number, V and nine digits for a visa. */
  readonly value: string;
  /** All eleven digits of a NIHDI number; null when they were not given, and for a visa. */
  readonly full: string | null;
}

export type ProviderNumberParsing =
  | { readonly ok: true; readonly number: ProviderNumber }
  /** The check digits do not agree. The person may insist that the number is right, so it is given all the same. */
  | { readonly ok: false; readonly code: 'check-failed'; readonly number: ProviderNumber }
  | { readonly ok: false; readonly code: 'empty' | 'malformed' | 'wrong-length' };

/** Reads whatever a person typed as their number. Never throws. */
export function parseProviderNumber(text: string): ProviderNumberParsing {
  if (looksLikeVisa(text)) {
    const visa = parseVisa(text);
    return visa.status === 'ok'
      ? { ok: true, number: { scheme: 'visa', value: visa.value, full: null } }
      : { ok: false, code: visa.code };
  }
  const nihdi = parseNihdi(text);
  if (nihdi.status === 'malformed') return { ok: false, code: nihdi.code };
  const number: ProviderNumber = { scheme: 'nihdi', value: nihdi.first8, full: nihdi.full };
  return nihdi.status === 'ok' ? { ok: true, number } : { ok: false, code: 'check-failed', number };
}

/** The number as people write it. */
export function formatProviderNumber({ scheme, value, full }: ProviderNumber): string {
  return scheme === 'visa' ? formatVisa(value) : formatNihdi(full ?? value);
}
