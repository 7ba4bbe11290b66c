'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { FormRadioGroup, FormShell, FormTextField, SubmitButton, useServerForm } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Consequence, ProgrammeTerms } from '#lib/programmes/terms.ts';
import { fingerprint, programmeStatuses } from '#lib/programmes/terms.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

/** What was asked for would do this; `agreed` goes along with the second post. */
export type ForeseenChange = { readonly consequences: readonly Consequence[]; readonly agreed: string };

interface ChangeProgrammeFormProps {
  action: FormAction<ForeseenChange>;
  code: string;
  terms: ProgrammeTerms;
}

/** A programme's status and days. The first post says what the change does, the second makes it. */
export function ChangeProgrammeForm({ action, code, terms }: ChangeProgrammeFormProps) {
  const t = useTranslations('programmes');
  const fields = {
    status: t('status'),
    claimsFromOn: t('claimsFromOn'),
    claimsLastOn: t('claimsLastOn'),
    deliveryFromOn: t('deliveryFromOn'),
    deliveryLastOn: t('deliveryLastOn'),
  };
  const form = useServerForm(action, { id: 'change', fields });
  const foreseen = form.state?.answer;
  return (
    <FormShell form={form} values={{ code, seen: fingerprint(terms) }}>
      <FormRadioGroup
        name="status"
        defaultValue={terms.status}
        choices={programmeStatuses.map((status) => ({
          value: status,
          label: t(`statuses.${status}`),
          hint: t(`statusHints.${status}`),
        }))}
      />
      <div className="grid items-end gap-6 sm:grid-cols-2">
        <FormTextField
          name="claimsFromOn"
          type="date"
          width="medium"
          optional
          defaultValue={terms.claimsFromOn ?? ''}
        />
        <FormTextField
          name="claimsLastOn"
          type="date"
          width="medium"
          optional
          hint={t('claimsLastHint')}
          defaultValue={terms.claimsLastOn ?? ''}
        />
        <FormTextField
          name="deliveryFromOn"
          type="date"
          width="medium"
          optional
          defaultValue={terms.deliveryFromOn ?? ''}
        />
        <FormTextField
          name="deliveryLastOn"
          type="date"
          width="medium"
          optional
          defaultValue={terms.deliveryLastOn ?? ''}
        />
      </div>
      {foreseen && <Foreseen consequences={foreseen.consequences} />}
      <div className="flex flex-wrap gap-3">
        {foreseen ? (
          <>
            <SubmitButton look="danger" name="agreed" value={foreseen.agreed}>
              {t('changeAgreed')}
            </SubmitButton>
            <SubmitButton look="quiet">{t('foresee')}</SubmitButton>
          </>
        ) : (
          <SubmitButton>{t('foresee')}</SubmitButton>
        )}
      </div>
    </FormShell>
  );
}

/** Takes the focus when it appears, since the answer stands far below the page's top. */
function Foreseen({ consequences }: { consequences: readonly Consequence[] }) {
  const t = useTranslations('programmes');
  const format = useCalendarFormat();
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows each new answer
  useEffect(() => {
    box.current?.focus();
  }, [consequences]);

  const inWords = (day: string | undefined) =>
    day === undefined
      ? ''
      : format(new Date(`${day}T12:00:00Z`), {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        });
  return (
    // biome-ignore lint/a11y/noAutofocus: after the post this is what the person must read before going on
    <div ref={box} tabIndex={-1} autoFocus>
      <Notice tone="attention" title={t('thisChanges')} headingLevel={3}>
        <ul className="list-disc space-y-1 pl-5">
          {consequences.map(({ code, from, last }) => (
            <li key={code}>{t(`consequences.${code}`, { from: inWords(from), last: inWords(last) })}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
