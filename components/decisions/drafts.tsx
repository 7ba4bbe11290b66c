import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ActionForm, FoldedForm, FormTextArea, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Query, queryHref } from '#components/ui/query.ts';
import { Status } from '#components/ui/status.tsx';
import { whatIfQuery } from '#lib/eligibility/decision-schema.ts';
import type { RuleSetDraftView } from '#lib/programmes/draft-queries.ts';
import type { RuleSetChanges } from '#lib/rules/change-rule-set.ts';
import { messageArguments } from '#lib/rules/words.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface KeepDraftFormProps {
  action: FormAction;
  programmeCode: string;
  changes: RuleSetChanges;
}

/** Keeps the trial that is shown, by a name. */
export function KeepDraftForm({ action, programmeCode, changes }: KeepDraftFormProps) {
  const t = useTranslations('decisions.whatIf');
  return (
    <section aria-labelledby="keep-trial" className="max-w-2xl space-y-4">
      <h3 id="keep-trial" className="text-lg">
        {t('keepTitle')}
      </h3>
      <ActionForm
        id="keep"
        action={action}
        fields={{ name: t('name') }}
        values={{ programmeCode, changes: JSON.stringify(changes) }}
      >
        <FormTextField name="name" hint={t('nameHint')} autoComplete="off" />
        <SubmitButton>{t('keep')}</SubmitButton>
      </ActionForm>
    </section>
  );
}

interface DraftActions {
  adopt: FormAction;
  discard: FormAction;
}

interface DraftListProps extends DraftActions {
  drafts: readonly RuleSetDraftView[];
  pages: { page: number; pageCount: number; total: number };
  /** The address of the trial that is looked at meanwhile. */
  query: Query;
}

/** The kept trials of a programme; one on the rules of today can be adopted, and each that was not can be discarded. */
export function DraftList({ drafts, pages, query, ...actions }: DraftListProps) {
  const t = useTranslations('decisions.drafts');
  return (
    <section aria-labelledby="drafts" className="space-y-4">
      <h2 id="drafts" className="text-xl">
        {t('title')}
      </h2>
      {drafts.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <ul className="space-y-4">
          {drafts.map((draft) => (
            <li key={draft.id} className="rounded border-2 border-line p-4">
              <Draft draft={draft} {...actions} />
            </li>
          ))}
        </ul>
      )}
      <Pagination {...pages} query={query} />
    </section>
  );
}

function Draft({ draft, adopt, discard }: DraftActions & { draft: RuleSetDraftView }) {
  const t = useTranslations('decisions.drafts');
  const format = useFormatter();
  const { id, programmeCode, name, changes, fromVersion, createdAt, createdByName, adoptedVersion, current } = draft;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="text-lg">{name}</h3>
        {adoptedVersion !== null ? (
          <Status tone="good">{t('adopted', { version: adoptedVersion })}</Status>
        ) : (
          <Status tone={current ? 'info' : 'attention'}>{t(current ? 'draft' : 'outdated')}</Status>
        )}
      </div>
      <ChangesInWords changes={changes} />
      <p className="text-sm text-soft">
        {t('from', { version: fromVersion })} · {format.dateTime(createdAt, { dateStyle: 'medium' })}
        {createdByName !== null && ` · ${t('by', { name: createdByName })}`}
      </p>
      {adoptedVersion === null && !current && <p>{t('outdatedText')}</p>}
      {adoptedVersion === null && current && (
        <>
          <p>
            <LinkButton
              look="secondary"
              href={`/taskforce/decisions/what-if${queryHref(whatIfQuery(programmeCode, changes), {})}`}
            >
              {t('look')}
            </LinkButton>
          </p>
          <FoldedForm
            id={`adopt-${id}`}
            action={adopt}
            summary={t('adopt')}
            fields={{ reason: t('reason') }}
            values={{ draftId: id, programmeCode }}
          >
            <p className="measure">{t('adoptMeans')}</p>
            <FormTextArea name="reason" hint={t('reasonHint')} rows={3} />
            <SubmitButton>{t('adoptButton')}</SubmitButton>
          </FoldedForm>
        </>
      )}
      {adoptedVersion === null && (
        <FoldedForm id={`discard-${id}`} action={discard} summary={t('discard')} fields={{}} values={{ draftId: id }}>
          <p className="measure">{t('discardMeans')}</p>
          <SubmitButton>{t('discardButton')}</SubmitButton>
        </FoldedForm>
      )}
    </div>
  );
}

function ChangesInWords({ changes: { addProfessions, threshold, excludeServedUnder } }: { changes: RuleSetChanges }) {
  const t = useTranslations();
  const locale = useLocale();
  const words = messageArguments(
    {
      professions: addProfessions,
      programmes: excludeServedUnder,
      ...(threshold === null ? {} : { threshold }),
    },
    t,
    locale,
  );
  return (
    <ul className="list-disc pl-6">
      {addProfessions.length > 0 && <li>{t('decisions.drafts.added', words)}</li>}
      {threshold !== null && <li>{t('decisions.drafts.threshold', words)}</li>}
      {excludeServedUnder.length > 0 && <li>{t('decisions.drafts.excluded', words)}</li>}
    </ul>
  );
}
