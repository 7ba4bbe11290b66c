import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Details } from '#components/ui/details.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { RefusalChoice } from '#lib/claims/refusal-reasons.ts';
import type { ClaimFile } from '#lib/claims/review-queries.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { sameDomicile } from './registered-column.tsx';
import { AcceptForm, AskForm, RefuseForm } from './review-forms.tsx';
import type { ReasonLine } from './rules-column.tsx';

interface ReviewActionsProps {
  claim: ClaimFile;
  reasons: readonly ReasonLine[];
  refusals: readonly RefusalChoice[];
  actions: Record<'ask' | 'accept' | 'refuse', FormAction>;
}

/** What a reviewer may do now; where that is nothing, why. */
export function ReviewActions({ claim, reasons, refusals, actions }: ReviewActionsProps) {
  const t = useTranslations('claim-review.actions');
  const refused = useTranslations('claim-review.refused');
  if (claim.hindrance !== null) {
    return (
      <Notice title={t(`hindrance.${claim.hindrance}`)}>
        {claim.refusalReason !== null && claim.status === 'REFUSED' && (
          <p className="whitespace-pre-line">{claim.refusalReason}</p>
        )}
      </Notice>
    );
  }
  const { registered } = claim;
  const notMet = (...codes: readonly string[]) => reasons.some(({ code }) => codes.includes(code));
  return (
    <section className="space-y-2">
      <h2 className="border-edge border-b-2 pb-2 text-xl">{t('title')}</h2>
      {claim.email === null && <p className="measure text-attention">{t('noEmail')}</p>}
      {claim.email !== null && claim.status !== 'QUESTION' && (
        <Fold title={t('ask')}>
          <AskForm action={actions.ask} reference={claim.reference} language={claim.language} />
        </Fold>
      )}
      <Fold title={t('accept')}>
        {claim.unlinked?.state === 'contested' ? (
          <p className="measure">{refused('number-contested')}</p>
        ) : (
          <AcceptForm
            action={actions.accept}
            reference={claim.reference}
            registered={
              registered
                ? { id: registered.providerId, name: `${registered.givenName} ${registered.familyName}` }
                : null
            }
            asksRight={notMet('right-to-practise-unknown', 'right-to-practise-not-held')}
            asksShare={
              notMet('ambulatory-share-unknown', 'ambulatory-share-not-above-threshold')
                ? claim.rules.activityPeriod
                : null
            }
            asksDomicile={registered !== null && !sameDomicile(claim)}
            email={claim.email}
          />
        )}
      </Fold>
      <Fold title={t('refuse')}>
        <RefuseForm action={actions.refuse} reference={claim.reference} language={claim.language} choices={refusals} />
      </Fold>
    </section>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return <Details summary={title}>{children}</Details>;
}
