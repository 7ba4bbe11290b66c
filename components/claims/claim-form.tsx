'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import {
  FormCheckbox,
  FormCheckboxGroup,
  FormRadioGroup,
  FormSelect,
  FormShell,
  FormTextArea,
  FormTextField,
  type ServerForm,
  SubmitButton,
  useServerForm,
} from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import { type EvidenceAnswer, EvidenceField, useFileGuard } from './evidence-field.tsx';

export interface ClaimFormOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface ClaimFormProps {
  action: FormAction<EvidenceAnswer>;
  programmes: readonly ClaimFormOption[];
  professions: readonly ClaimFormOption[];
  /** What one may state beyond the facts. */
  statementHint: string;
  /** What was typed in the check, for a person who comes from there. */
  carried?: CarriedFields | undefined;
}

export interface CarriedFields {
  number: string;
  postcode: string;
  /** The check digits fail: the box that insists on the number is there from the start. */
  numberInsisted: boolean;
}

const names = [
  'programmes',
  'professionCode',
  'number',
  'numberInsisted',
  'givenName',
  'familyName',
  'street',
  'postcode',
  'municipality',
  'workplace',
  'activeSinceOn',
  'statement',
  'files',
  'language',
  'email',
  'phone',
] as const;

/** The labels of what a claim states, in the order of the page. */
export function useClaimLabels(): Record<(typeof names)[number], string> {
  const t = useTranslations('claim.fields');
  return Object.fromEntries(names.map((name) => [name, t(name)])) as Record<(typeof names)[number], string>;
}

/** "I am missing from the list": everything on one page, since most of it is known by heart. */
export function ClaimForm({ action, ...options }: ClaimFormProps) {
  const t = useTranslations('claim.form');
  const form = useFileGuard(useServerForm(action, { id: 'claim', fields: useClaimLabels() }));
  return (
    <FormShell form={form} className="space-y-10">
      <StatedFields form={form} {...options} />
      <SubmitButton>{t('send')}</SubmitButton>
    </FormShell>
  );
}

/** What a claim states, whether the person types it or staff from a letter. */
export function StatedFields({
  form,
  programmes,
  professions,
  statementHint,
  carried,
  optionalContact,
  contactHint,
}: {
  form: ServerForm<EvidenceAnswer>;
  programmes: readonly ClaimFormOption[];
  professions: readonly ClaimFormOption[];
  statementHint: string;
  carried?: CarriedFields | undefined;
  /** A letter may leave out where its writer can be reached. */
  optionalContact?: boolean | undefined;
  /** What the address is used for, where it is not the public form's. */
  contactHint?: string | undefined;
}) {
  const t = useTranslations('claim.form');
  const f = useTranslations('claim.fields');
  const languages = useTranslations('ui.languages');
  const locale = useLocale();
  const only = programmes.length === 1 ? programmes.map(({ value }) => value) : [];
  return (
    <>
      <Section title={t('what')}>
        <FormCheckboxGroup
          name="programmes"
          hint={f('programmesHint')}
          choices={programmes.map(({ value, label, hint }) => ({ value, label, hint }))}
          defaultValue={only}
        />
      </Section>
      <Section title={t('who')}>
        <FormSelect name="professionCode" options={professions} placeholder={f('professionChoose')} />
        <FormTextField
          name="number"
          hint={f('numberHint')}
          width="medium"
          defaultValue={carried?.number}
          autoComplete="off"
          spellCheck={false}
        />
        {(carried?.numberInsisted || saysNumberIsRight(form)) && (
          <FormCheckbox name="numberInsisted" hint={f('numberInsistedHint')} />
        )}
        <FormTextField name="givenName" autoComplete="given-name" width="medium" />
        <FormTextField name="familyName" autoComplete="family-name" width="medium" />
      </Section>
      <Section title={t('domicile')} lead={t('domicileLead')}>
        <FormTextField name="street" autoComplete="street-address" optional={optionalContact} />
        <FormTextField
          name="postcode"
          autoComplete="postal-code"
          inputMode="numeric"
          width="short"
          defaultValue={carried?.postcode}
        />
        <FormTextField name="municipality" autoComplete="address-level2" width="medium" />
      </Section>
      <Section title={t('work')}>
        <FormTextArea name="workplace" hint={f('workplaceHint')} rows={3} />
        <FormTextField name="activeSinceOn" type="date" hint={f('activeSinceOnHint')} width="medium" />
        <FormTextArea name="statement" hint={statementHint} rows={5} optional />
        <EvidenceField answer={form.state?.answer} />
      </Section>
      <Section title={t('contact')}>
        <FormRadioGroup
          name="language"
          hint={f('languageHint')}
          inline
          defaultValue={locale}
          choices={(['fr', 'nl', 'de', 'en'] as const).map((value) => ({ value, label: languages(value) }))}
        />
        <FormTextField
          name="email"
          type="email"
          autoComplete="email"
          hint={contactHint ?? f('emailHint')}
          width="medium"
          spellCheck={false}
          optional={optionalContact}
        />
        <FormTextField name="phone" type="tel" autoComplete="tel" width="medium" optional />
      </Section>
    </>
  );
}

/** The box appears once the check digits were found to disagree, and stays while it is ticked. */
function saysNumberIsRight(form: ServerForm<EvidenceAnswer>): boolean {
  const failed = form.field('number').errors?.some((error) => error.endsWith('check-failed')) ?? false;
  return failed || (form.field('numberInsisted').values?.length ?? 0) > 0;
}

function Section({ title, lead, children }: { title: string; lead?: string | undefined; children: ReactNode }) {
  return (
    <section className="space-y-6">
      <div>
        <h2 className="text-xl">{title}</h2>
        {lead && <p className="measure mt-1 text-soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
