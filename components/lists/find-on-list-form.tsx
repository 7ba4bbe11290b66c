'use client';

import { useTranslations } from 'next-intl';
import { FormShell, FormTextField, SubmitButton, useServerForm } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { FoundOnLists } from '#lib/eligibility/list-entries.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

/** What a search by number found; the number stays out of every address. */
export type FoundAnswer = { readonly found: FoundOnLists } | { readonly unknownNumber: string };

interface FindOnListFormProps {
  action: FormAction<FoundAnswer>;
  listId: string;
}

/** Looks one number up on this list; the answer stands beside the question. */
export function FindOnListForm({ action, listId }: FindOnListFormProps) {
  const t = useTranslations('lists');
  const form = useServerForm(action, { id: 'find', fields: { number: t('findNumber') } });
  const answer = form.state?.answer;
  return (
    <div className="space-y-4">
      <FormShell form={form} values={{ listId }} className="space-y-4">
        <FormTextField
          name="number"
          hint={t('findHint')}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          width="medium"
        />
        <SubmitButton look="secondary">{t('find')}</SubmitButton>
      </FormShell>
      {answer && ('found' in answer ? <Found found={answer.found} /> : <Unknown number={answer.unknownNumber} />)}
    </div>
  );
}

function Unknown({ number }: { number: string }) {
  const t = useTranslations('lists');
  return (
    <Notice title={t('unknownNumber', { number })} headingLevel={3} live>
      <p>{t('unknownNumberMeans')}</p>
    </Notice>
  );
}

function Found({ found: { provider, number, onThisList, others } }: { found: FoundOnLists }) {
  const t = useTranslations('lists');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  return (
    <Notice
      tone={onThisList ? 'good' : 'attention'}
      title={t(onThisList ? 'isOnThisList' : 'isNotOnThisList', { number })}
      headingLevel={3}
      live
    >
      <p>{`${provider.familyName} ${provider.givenName}, ${provider.postcode} ${provider.municipality}`}</p>
      {others.length === 0 ? (
        <p>{t('onNoOtherList')}</p>
      ) : (
        <>
          <p>{t('onOtherLists')}</p>
          <ul className="list-disc space-y-1 pl-5">
            {others.map(({ id, programmeCode, professionCode, number: listNumber, endedAt }) => (
              <li key={id}>
                <TextLink href={`/taskforce/lists/${id}`}>
                  {t('name', { number: listNumber, group: professions(`${professionCode}.group`) })}
                </TextLink>{' '}
                ({programmes(programmeCode)}, {t(endedAt === null ? 'inForce' : 'ended')})
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
