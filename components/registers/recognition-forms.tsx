'use client';

import { useTranslations } from 'next-intl';
import { controlClass } from '#components/ui/field.tsx';
import { FoldedForm, FormSelect, FormShell, FormTextArea, SubmitButton, useServerForm } from '#components/ui/form.tsx';
import type { CsvFormat } from '#lib/registers/files/format.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

export interface RecognisedColumn {
  readonly header: string;
  /** Values of the first rows; null for those that are not shown. */
  readonly samples: readonly (string | null)[];
  /** Code of the column it is read as; empty where it is ignored. */
  readonly column: string;
}

interface LoadFormProps {
  action: FormAction;
  fileId: string;
  columns: readonly RecognisedColumn[];
  /** The register's columns, as a choice. */
  choices: readonly { readonly value: string; readonly label: string }[];
}

/** What each column of the file is read as, and the button that loads it so. */
export function LoadForm({ action, fileId, columns, choices }: LoadFormProps) {
  const t = useTranslations('register-files.format');
  const form = useServerForm(action, { id: 'load', fields: {} });
  const typed = form.field('columns').values;
  return (
    <FormShell form={form} values={{ fileId }}>
      <ul className="border-line border-t">
        {columns.map(({ header, samples, column }, index) => {
          const name = header === '' ? t('noHeader', { position: index + 1 }) : header;
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and stand where they stand
              key={index}
              className="grid gap-2 border-line border-b py-3 md:grid-cols-[1fr_1.4fr_1fr] md:items-center md:gap-6"
            >
              <p className="break-words font-semibold">{name}</p>
              <p className="break-words text-sm text-soft">
                <span className="sr-only">{t('sample')} </span>
                {samples.map((sample) => sample ?? `(${t('masked')})`).join(' · ')}
              </p>
              <div>
                <label htmlFor={`load-columns-${index}`} className="block text-sm md:sr-only">
                  {t('meaningOf', { header: name })}
                </label>
                <select
                  id={`load-columns-${index}`}
                  name="columns"
                  defaultValue={typed?.[index] ?? column}
                  className={controlClass(undefined)}
                >
                  <option value="">{t('ignored')}</option>
                  {choices.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </div>
            </li>
          );
        })}
      </ul>
      <SubmitButton>{t('load')}</SubmitButton>
    </FormShell>
  );
}

interface RereadFormProps {
  action: FormAction;
  fileId: string;
  format: Pick<CsvFormat, 'encoding' | 'delimiter'>;
  encodings: readonly { readonly value: string; readonly label: string }[];
  delimiters: readonly { readonly value: string; readonly label: string }[];
}

/** Another encoding or delimiter, folded away: what was recognised is right but for odd files. */
export function RereadForm({ action, fileId, format, encodings, delimiters }: RereadFormProps) {
  const t = useTranslations('register-files.format');
  return (
    <FoldedForm
      id="reread"
      action={action}
      fields={{ encoding: t('encoding'), delimiter: t('delimiter') }}
      values={{ fileId }}
      className="space-y-4"
      summary={t('changeReading')}
    >
      <p className="measure">{t('changeReadingLead')}</p>
      <FormSelect name="encoding" options={encodings} defaultValue={format.encoding} />
      <FormSelect name="delimiter" options={delimiters} defaultValue={format.delimiter} />
      <SubmitButton look="secondary">{t('again')}</SubmitButton>
    </FoldedForm>
  );
}

export function DiscardForm({ action, fileId }: { action: FormAction; fileId: string }) {
  const t = useTranslations('register-files.format');
  return (
    <FoldedForm
      id="discard"
      action={action}
      fields={{}}
      values={{ fileId }}
      className="space-y-4"
      summary={t('discard')}
    >
      <p className="measure">{t('discardQuestion')}</p>
      <SubmitButton look="danger">{t('discardConfirm')}</SubmitButton>
    </FoldedForm>
  );
}

export function WithdrawForm({ action, fileId }: { action: FormAction; fileId: string }) {
  const t = useTranslations('register-files.withdraw');
  return (
    <FoldedForm
      id="withdraw"
      action={action}
      fields={{ reason: t('reason') }}
      values={{ fileId }}
      className="space-y-4"
      summary={t('label')}
    >
      <p className="measure">{t('question')}</p>
      <FormTextArea name="reason" rows={3} />
      <SubmitButton look="danger">{t('confirm')}</SubmitButton>
    </FoldedForm>
  );
}
