import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { ActionForm, FormRadioGroup, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireUser } from '#lib/auth/guards.ts';
import { safeLanding } from '#lib/auth/landing.ts';
import { listOwnProviders } from '#lib/auth/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { chooseForWhom } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.choose');
  return { title: t('title') };
}

interface ChoosePageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ returnTo?: string | string[] }>;
}

/** Several providers may share an address, a couple or a practice: whom does this session act for? */
export default async function ChooseProviderPage({ params, searchParams }: ChoosePageProps) {
  const [{ locale }, query] = await Promise.all([params, searchParams]);
  const wish = safeLanding(query.returnTo);
  const actor = await requireUser(locale, '/provider/choose');
  const [t, professions, format, providers] = await Promise.all([
    getTranslations('auth.choose'),
    getTranslations('professions'),
    getFormatter(),
    listOwnProviders(actor),
  ]);
  if (providers.length === 1 && actor.providerId !== null) redirect({ locale, href: wish ?? '/provider' });
  if (providers.length === 0) {
    return (
      <>
        <PageHeading title={t('noneTitle')} lead={t('noneBody', { email: actor.email })} />
        <p className="measure mb-6">{t('noneTodo')}</p>
        <LinkButton href="/check">{t('noneCheck')}</LinkButton>
      </>
    );
  }
  const choices = providers.map(({ id, name, professionCodes, municipality }) => ({
    value: id,
    label: name,
    hint: t('option', {
      professions: format.list(professionCodes.map((code) => professions(`${code}.name`))),
      municipality,
    }),
  }));
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead', { email: actor.email })} />
      <ClientMessages namespaces={['auth']}>
        <ActionForm
          id="choose"
          action={chooseForWhom}
          fields={{ provider: t('legend') }}
          values={wish === undefined ? {} : { returnTo: wish }}
        >
          <FormRadioGroup name="provider" choices={choices} defaultValue={actor.providerId ?? undefined} />
          <SubmitButton>{t('submit')}</SubmitButton>
        </ActionForm>
      </ClientMessages>
    </>
  );
}
