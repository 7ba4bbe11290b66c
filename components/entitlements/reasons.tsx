import { useLocale, useTranslations } from 'next-intl';
import { ToneIcon } from '#components/ui/icon.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type Tone, toneText } from '#components/ui/tone.ts';
import type { OwnDecision } from '#lib/entitlements/queries.ts';
import type { ReasonStatus } from '#lib/rules/reasons.ts';
import { dayInWords, reasonInWords, reasonWithoutValues } from '#lib/rules/words.ts';

const tones: Record<ReasonStatus, Tone> = { met: 'good', failed: 'wrong', unknown: 'attention' };

/**
 * Every reason of a decision, in the words of the rules, each with whether it speaks for or against; on wish without what
 * registers say.
 */
export function Reasons({ decision, withoutValues = false }: { decision: OwnDecision; withoutValues?: boolean }) {
  const t = useTranslations();
  const locale = useLocale();
  const inWords = withoutValues ? reasonWithoutValues : reasonInWords;
  return (
    <>
      <ul className="space-y-3">
        {decision.reasons.map((reason) => (
          <li key={reason.code} className="flex gap-3">
            <ToneIcon tone={tones[reason.status]} className={`mt-1 ${toneText[tones[reason.status]]}`} />
            <span>
              <span className="sr-only">{t(`rules.statuses.${reason.status}`)} – </span>
              {inWords(reason, (key, values) => t(key, values), locale)}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-sm text-soft">
        {t('provider.why.lead', { day: dayInWords(decision.asOf, locale), version: decision.ruleSet.version })}{' '}
        <TextLink href="/rules">{t('provider.why.rules')}</TextLink>
      </p>
    </>
  );
}
