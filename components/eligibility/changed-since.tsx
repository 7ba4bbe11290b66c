import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ChangedSince as Change } from '#lib/eligibility/decide-present.ts';
import { dayInWords } from '#lib/rules/words.ts';

/** What no list says yet, since it became known after they were last decided on; nothing where nothing changed. */
export function ChangedSince({ since }: { since: Change | null }) {
  const t = useTranslations('why');
  const names = useTranslations('rules.missing');
  const format = useFormatter();
  const locale = useLocale();
  if (!since) return null;
  const { asOf, facts } = since;
  return (
    <p className="measure">
      {t('since', { day: dayInWords(asOf, locale), facts: format.list(facts.map((name) => names(name))) })}
    </p>
  );
}
