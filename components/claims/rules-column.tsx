import { useTranslations } from 'next-intl';
import { ChangedSince } from '#components/eligibility/changed-since.tsx';
import { SettlingList } from '#components/eligibility/settling-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ClaimFile } from '#lib/claims/review-queries.ts';
import type { Outcome, ReasonStatus } from '#lib/rules/reasons.ts';

export interface ReasonLine {
  code: string;
  status: ReasonStatus;
  /** The reason as the person would read it. */
  text: string;
}

const outcomeTones: Record<Outcome, 'good' | 'wrong' | 'attention'> = {
  eligible: 'good',
  'not-eligible': 'wrong',
  undetermined: 'attention',
};
const reasonTones: Record<ReasonStatus, Tone> = { met: 'good', failed: 'wrong', unknown: 'attention' };

/** What the rules say today on what is known: the outcome, every reason, and what would settle it. */
export function RulesColumn({ claim, reasons }: { claim: ClaimFile; reasons: readonly ReasonLine[] }) {
  const t = useTranslations('claim-review.rules');
  const rules = useTranslations('rules');
  const { decision, basis, since } = claim.rules;
  return (
    <div className="space-y-4">
      <Notice tone={outcomeTones[decision.outcome]} title={t(`outcome.${decision.outcome}`)} headingLevel={3}>
        <p>{t(`basis.${basis}`)}</p>
        {decision.missing.length > 0 && (
          <p>{t('missing', { names: decision.missing.map((name) => rules(`missing.${name}`)).join(', ') })}</p>
        )}
      </Notice>
      <ChangedSince since={since} />
      <ul className="space-y-3">
        {reasons.map(({ code, status, text }) => (
          <li key={code} className="space-y-1">
            <Status tone={reasonTones[status]}>{rules(`statuses.${status}`)}</Status>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      <SettlingList reasons={decision.reasons} title={<h3 className="font-semibold">{t('settle')}</h3>} />
      <p className="text-sm text-soft">{t('version', { version: decision.ruleSet.version })}</p>
    </div>
  );
}
