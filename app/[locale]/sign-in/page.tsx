import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { ActionForm, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { landingFor, safeLanding } from '#lib/auth/landing.ts';
import { getActor } from '#lib/auth/session.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { askForLink } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signIn');
  return { title: t('title'), description: t('lead') };
}

interface SignInPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ returnTo?: string | string[] }>;
}

export default async function SignInPage({ params, searchParams }: SignInPageProps) {
  const [{ locale }, { returnTo }, actor] = await Promise.all([params, searchParams, getActor()]);
  const wish = safeLanding(returnTo);
  if (actor.kind === 'user') redirect({ locale, href: wish ?? landingFor(actor) });
  const t = await getTranslations('auth.signIn');
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['auth']}>
        <ActionForm
          id="sign-in"
          action={askForLink}
          fields={{ email: t('email') }}
          values={wish === undefined ? {} : { returnTo: wish }}
        >
          <FormTextField
            name="email"
            type="email"
            autoComplete="email"
            spellCheck={false}
            autoCapitalize="none"
            hint={t('emailHint')}
          />
          <SubmitButton>{t('submit')}</SubmitButton>
        </ActionForm>
      </ClientMessages>
      <p className="measure mt-10 text-soft">
        {t('without')} <TextLink href="/check">{t('check')}</TextLink>
      </p>
    </>
  );
}
