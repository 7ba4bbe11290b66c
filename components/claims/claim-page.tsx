import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Details } from '#components/ui/details.tsx';
import { ActionForm, FoldedForm, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ClaimView } from '#lib/claims/queries.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { ClaimHistory } from './claim-history.tsx';
import { claimTones } from './claim-state.ts';
import { CorrectedFacts } from './corrected-facts.tsx';
import type { EvidenceAnswer } from './evidence-field.tsx';
import { ReplyForm } from './reply-form.tsx';

export interface ClaimPageProps {
  claim: ClaimView;
  token: string;
  /** The reasons of the decision, as sentences. */
  reasons: readonly string[];
  confirm: FormAction;
  withdraw: FormAction;
  answer: FormAction<EvidenceAnswer>;
  appeal: FormAction<EvidenceAnswer>;
}

/** A claim as its person follows it: the state first and large, what there is to do next, then what happened. */
export function ClaimPage({ claim, token, reasons, confirm, withdraw, answer, appeal }: ClaimPageProps) {
  const t = useTranslations('claim.status');
  const statuses = useTranslations('claim.statuses');
  const programmes = useTranslations('rules.programmes');
  const withdrawn = claim.accepted?.withdrawn ?? null;
  const tone = withdrawn ? 'attention' : claimTones[claim.status];
  const filesLabel = useTranslations('claim.fields')('files');
  return (
    <div className="space-y-10">
      <PageHeading over={t('reference', { reference: claim.reference })} title={programmes(claim.programmeCode)} />
      <Notice
        tone={tone === 'neutral' ? 'info' : tone}
        title={withdrawn ? t('withdrawn.title') : statuses(claim.status)}
        large
      >
        <StateText claim={claim} reasons={reasons} />
      </Notice>

      {claim.may.confirm && (
        <ActionForm id="confirm" action={confirm} fields={{}} values={{ token }}>
          <p className="measure">{t('confirmWhy')}</p>
          <SubmitButton>{t('confirm')}</SubmitButton>
        </ActionForm>
      )}
      {claim.may.answer && (
        <Part title={t('questionTitle')}>
          {claim.question && (
            <blockquote className="measure whitespace-pre-line border-accent border-l-4 pl-4">
              {claim.question}
            </blockquote>
          )}
          <ReplyForm
            id="answer"
            action={answer}
            token={token}
            textLabel={t('answer')}
            filesLabel={filesLabel}
            sendLabel={t('answerSend')}
            places={claim.filePlacesLeft}
          />
        </Part>
      )}
      {claim.may.appeal && (
        <Part title={t('appealTitle')}>
          <p className="measure">{t('appealLead')}</p>
          <ReplyForm
            id="appeal"
            action={appeal}
            token={token}
            textLabel={t('appealText')}
            textHint={t('appealHint')}
            filesLabel={filesLabel}
            sendLabel={t('appealSend')}
            places={claim.filePlacesLeft}
          />
        </Part>
      )}

      <Part title={t('historyTitle')}>
        <ClaimHistory history={claim.history} />
      </Part>
      <Sent claim={claim} />
      {claim.may.withdraw && (
        <FoldedForm id="withdraw" action={withdraw} summary={t('withdraw')} fields={{}} values={{ token }}>
          <p>{t('withdrawQuestion')}</p>
          <SubmitButton look="danger">{t('withdrawConfirm')}</SubmitButton>
        </FoldedForm>
      )}
    </div>
  );
}

function StateText({ claim, reasons }: Pick<ClaimPageProps, 'claim' | 'reasons'>) {
  const t = useTranslations('claim.status');
  const professions = useTranslations('professions');
  if (claim.accepted) {
    const { listNumber, publishedAt, corrected, takenBackAt, withdrawn } = claim.accepted;
    const group = professions(`${claim.professionCode}.group`);
    if (withdrawn && listNumber !== null) {
      return (
        <>
          <p>{t.rich('withdrawn.list', { number: listNumber, group, at: () => <Instant value={withdrawn.at} /> })}</p>
          <p className="whitespace-pre-line">{withdrawn.reason}</p>
          <CorrectedFacts facts={corrected} takenBackAt={takenBackAt} />
          <p>
            {t('withdrawn.mistake')} <TextLink href="/contact">{t('withdrawn.contact')}</TextLink>
          </p>
        </>
      );
    }
    return (
      <>
        {listNumber !== null && publishedAt !== null && (
          <p>{t.rich('listed', { number: listNumber, group, at: () => <Instant value={publishedAt} /> })}</p>
        )}
        <CorrectedFacts facts={corrected} takenBackAt={takenBackAt} />
        <p>
          {t('acceptedNext')} <TextLink href="/check">{t('acceptedCheck')}</TextLink>
        </p>
        {reasons.length > 0 && (
          <Details summary={t('why')}>
            <ul className="list-disc space-y-1 pl-5">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </Details>
        )}
      </>
    );
  }
  return (
    <>
      {claim.refusalReason && <p className="whitespace-pre-line">{claim.refusalReason}</p>}
      <p>{t(`next.${claim.status === 'REFUSED' && claim.appealed ? 'REFUSED_FINALLY' : claim.status}`)}</p>
    </>
  );
}

function Sent({ claim }: { claim: ClaimView }) {
  const t = useTranslations('claim.status');
  const f = useTranslations('claim.fields');
  const ways = useTranslations('claim.ways');
  const professions = useTranslations('professions');
  return (
    <Details summary={t('sentTitle')}>
      <DefinitionList
        items={[
          {
            term: t('receivedAt'),
            value: (
              <>
                <Instant value={claim.receivedAt} /> ({ways(claim.receivedBy)})
              </>
            ),
          },
          { term: f('professionCode'), value: professions(`${claim.professionCode}.name`) },
          { term: f('workplace'), value: <span className="whitespace-pre-line">{claim.workplace}</span> },
          {
            term: f('statement'),
            value: <span className="whitespace-pre-line">{claim.statement ?? t('noStatement')}</span>,
          },
          { term: f('files'), value: claim.fileNames.length > 0 ? claim.fileNames.join(', ') : t('noFiles') },
        ]}
      />
    </Details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-4">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}
