import { useTranslations } from 'next-intl';
import { Day, Instant } from '#components/ui/day.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ClaimFile } from '#lib/claims/review-queries.ts';
import { formatProviderNumber } from '#lib/identifiers/provider-number.ts';
import { FactList } from './fact-list.tsx';

/** What the person states, and how it reached us. */
export function StatedColumn({ claim }: { claim: ClaimFile }) {
  const t = useTranslations('claim-review.stated');
  const f = useTranslations('claim.fields');
  const ways = useTranslations('claim.ways');
  const professions = useTranslations('professions');
  const languages = useTranslations('common.languages');
  const provinces = useTranslations('provinces');
  const lines = (text: string) => <span className="whitespace-pre-line">{text}</span>;
  return (
    <div className="space-y-4">
      {claim.numberInsisted && <Notice tone="attention" title={t('insisted')} headingLevel={3} />}
      <FactList
        items={[
          { term: t('number'), value: <span className="whitespace-nowrap">{formatProviderNumber(claim.number)}</span> },
          { term: f('professionCode'), value: professions(`${claim.professionCode}.name`) },
          {
            term: t('domicile'),
            value: (
              <>
                {claim.street && (
                  <>
                    {claim.street}
                    <br />
                  </>
                )}
                {claim.postcode} {claim.municipality}
                <br />
                <span className="text-soft">{provinces(claim.provinceCode)}</span>
              </>
            ),
          },
          { term: t('workplace'), value: lines(claim.workplace) },
          { term: t('activeSince'), value: <Day value={claim.activeSinceOn} look="short" /> },
          { term: t('statement'), value: lines(claim.statement ?? t('none')) },
          { term: t('language'), value: languages(claim.language) },
          { term: f('email'), value: claim.email ?? t('noEmail') },
          { term: f('phone'), value: claim.phone ?? t('none') },
          {
            term: t('received'),
            value: (
              <>
                <Instant value={claim.receivedAt} look="short" /> ({ways(claim.receivedBy)})
                {claim.enteredByName && (
                  <span className="block text-soft">
                    {t('entered', { name: claim.enteredByName, reason: claim.enteredReason ?? '' })}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
