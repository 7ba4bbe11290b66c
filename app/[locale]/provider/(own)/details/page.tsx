import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { ActionForm, FormSelect, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { getOwnDetails } from '#lib/registers/queries.ts';
import { contactAction, domicileAction } from '../actions.ts';

interface DetailsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ done?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('provider.details');
  return { title: t('title') };
}

export default async function DetailsPage({ params, searchParams }: DetailsPageProps) {
  const [{ locale }, { done }] = await Promise.all([params, searchParams]);
  const actor = await requireProvider(locale, '/provider/details');
  const [t, said, languages, provinces, details] = await Promise.all([
    getTranslations('provider.details'),
    getTranslations('provider.done'),
    getTranslations('ui.languages'),
    getTranslations('provinces'),
    getOwnDetails(actor),
  ]);
  return (
    <ClientMessages namespaces={['provider']}>
      <div className="space-y-10">
        <PageHeading title={t('title')} />
        {typeof done === 'string' && said.has(done) && <Notice tone="good" title={said(done)} live />}
        <DefinitionList
          items={[
            { term: t('name'), value: `${details.givenName} ${details.familyName}` },
            {
              term: t('email'),
              value: (
                <>
                  {details.email ?? t('noEmail')}
                  <span className="block text-sm text-soft">
                    {t('emailHint')} <TextLink href="/contact">{t('emailContact')}</TextLink>
                  </span>
                </>
              ),
            },
          ]}
        />
        <section className="space-y-4" aria-labelledby="contact">
          <h2 id="contact" className="text-xl">
            {t('contactTitle')}
          </h2>
          <ActionForm id="contact-form" action={contactAction} fields={{ phone: t('phone'), language: t('language') }}>
            <FormTextField
              name="phone"
              type="tel"
              autoComplete="tel"
              width="medium"
              optional
              defaultValue={details.phone ?? undefined}
            />
            <FormSelect
              name="language"
              options={locales.map((language) => ({ value: language, label: languages(language) }))}
              defaultValue={details.language}
            />
            <SubmitButton>{t('save')}</SubmitButton>
          </ActionForm>
        </section>
        <section className="space-y-4" aria-labelledby="domicile">
          <h2 id="domicile" className="text-xl">
            {t('domicileTitle')}
          </h2>
          <p className="measure">{t('domicileLead', { province: provinces(details.provinceCode) })}</p>
          <ActionForm
            id="domicile-form"
            action={domicileAction}
            fields={{ street: t('street'), postcode: t('postcode'), municipality: t('municipality') }}
          >
            <FormTextField name="street" autoComplete="street-address" defaultValue={details.street ?? undefined} />
            <FormTextField
              name="postcode"
              inputMode="numeric"
              autoComplete="postal-code"
              width="short"
              defaultValue={details.postcode}
            />
            <FormTextField
              name="municipality"
              hint={t('municipalityHint')}
              optional
              defaultValue={details.municipality}
            />
            <SubmitButton>{t('saveDomicile')}</SubmitButton>
          </ActionForm>
        </section>
      </div>
    </ClientMessages>
  );
}
