import type { useTranslations } from 'next-intl';
import type { Standing } from '#lib/eligibility/compare-lists.ts';
import { reasonInWords } from '#lib/rules/words.ts';

/** A translator of all messages, of a render or outside of one. */
type Translate = ReturnType<typeof useTranslations>;

/** Why a list ended: in words where the reason is a code, else as it was written. */
export function endedReasonInWords(reason: string, t: Translate): string {
  const key = `lists.endedReasons.${reason}`;
  return /^[a-z-]+$/.test(reason) && t.has(key) ? t(key) : reason;
}

/**
 * Why somebody stood on one of two versions or did not; of the reasons only those that the other does not have as well, as
 * they were kept: the rest would hide them.
 */
export function standingInWords(
  said: Standing,
  other: Standing,
  t: Translate,
  locale: string,
): { readonly outcome: string; readonly reasons: readonly string[] } {
  if (said === null) return { outcome: t('lists.compare.nothingDecided'), reasons: [] };
  if (said.outcome === 'WITHDRAWN') {
    const outcome = t('lists.compare.withdrawn', { number: said.list });
    return { outcome, reasons: [endedReasonInWords(said.reason, t)] };
  }
  const decided = other === null || other.outcome === 'WITHDRAWN' ? null : other;
  const known = new Set(decided?.reasons.map((reason) => JSON.stringify(reason)));
  const own = decided === null ? [] : said.reasons.filter((reason) => !known.has(JSON.stringify(reason)));
  return {
    outcome: t(`lists.compare.outcomes.${said.outcome}`),
    reasons: own.map((reason) => reasonInWords(reason, t, locale)),
  };
}
