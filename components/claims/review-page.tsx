import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Instant } from '#components/ui/day.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Status } from '#components/ui/status.tsx';
import type { RefusalChoice } from '#lib/claims/refusal-reasons.ts';
import type { ClaimFile } from '#lib/claims/review-queries.ts';
import type { Reviewer } from '#lib/claims/review-queue.ts';
import type { reviewNotices } from '#lib/claims/schema.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { claimTones } from './claim-state.ts';
import { CorrectedFacts } from './corrected-facts.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { RegisteredColumn } from './registered-column.tsx';
import { ReviewActions } from './review-actions.tsx';
import { AssignForm } from './review-forms.tsx';
import { type ReasonLine, RulesColumn } from './rules-column.tsx';
import { StatedColumn } from './stated-column.tsx';

export interface ReviewPageProps {
  claim: ClaimFile;
  /** What was just done, to be said on top. */
  done: (typeof reviewNotices)[number] | undefined;
  me: string;
  reviewers: readonly Reviewer[];
  reasons: readonly ReasonLine[];
  refusals: readonly RefusalChoice[];
  /** Address under which the claim's files are. */
  files: string;
  actions: Record<'assign' | 'ask' | 'accept' | 'refuse' | 'lookUp', FormAction>;
}

/** A claim as a reviewer sees it: what is stated, what the registers know, what the rules say and the evidence, side by side. */
export function ReviewPage({ claim, done, me, reviewers, reasons, refusals, files, actions }: ReviewPageProps) {
  const t = useTranslations('claim-review');
  const statuses = useTranslations('claim.statuses');
  const programmes = useTranslations('rules.programmes');
  return (
    <div className="space-y-10">
      <div className="space-y-4">
        {done && <Notice tone={done === 'not-assigned' ? 'attention' : 'good'} title={t(`done.${done}`)} live />}
        <PageHeading
          over={`${claim.reference} · ${programmes(claim.programmeCode)}`}
          title={`${claim.givenName} ${claim.familyName}`}
          actions={<Status tone={claimTones[claim.status]}>{statuses(claim.status)}</Status>}
        />
        <AssignForm
          action={actions.assign}
          reference={claim.reference}
          assignee={claim.assignee}
          reviewers={reviewers}
          me={me}
          closed={['UNCONFIRMED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'].includes(claim.status)}
        />
      </div>

      <div className="grid gap-x-8 gap-y-10 lg:grid-cols-2 xl:grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,1.4fr)]">
        <Column title={t('stated.title')}>
          <StatedColumn claim={claim} />
        </Column>
        <Column title={t('registers.title')}>
          <RegisteredColumn claim={claim} lookUp={actions.lookUp} />
        </Column>
        <Column title={t('rules.title')}>
          <RulesColumn claim={claim} reasons={reasons} />
        </Column>
        <Column title={t('evidence.title')}>
          <EvidenceList attachments={claim.attachments} files={files} />
        </Column>
      </div>

      <ReviewActions claim={claim} reasons={reasons} refusals={refusals} actions={actions} />
      <Column title={t('history.title')}>
        <History events={claim.events} corrected={claim.corrected} takenBackAt={claim.takenBackAt} />
      </Column>
    </div>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 space-y-4">
      <h2 className="border-edge border-b-2 pb-2 text-xl">{title}</h2>
      {children}
    </section>
  );
}

function History({ events, corrected, takenBackAt }: Pick<ClaimFile, 'events' | 'corrected' | 'takenBackAt'>) {
  const t = useTranslations('claim-review.history');
  return (
    <ol className="border-line border-l-4">
      {events.map(({ id, kind, at, userName, text }) => (
        <li key={id} className="pb-4 pl-4 last:pb-0">
          <p className="font-semibold">{t(`kind.${kind}`)}</p>
          <p className="text-sm text-soft">
            <Instant value={at} /> · {userName ?? t('person')}
          </p>
          {kind === 'ACCEPTED' && <CorrectedFacts facts={corrected} takenBackAt={takenBackAt} />}
          {text && <p className="measure mt-1 whitespace-pre-line">{text}</p>}
        </li>
      ))}
    </ol>
  );
}
