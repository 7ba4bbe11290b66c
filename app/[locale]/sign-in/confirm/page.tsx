import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInProblem } from '#components/auth/sign-in-problem.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { landingFor, safeLanding } from '#lib/auth/landing.ts';
import { isLinkOpen } from '#lib/auth/queries.ts';
import { getActor } from '#lib/auth/session.ts';
import { callbackFields, callbackRoute } from '#lib/auth/sign-in-link.ts';
import type { Locale } from '#lib/i18n/locales.ts';

// The token is in the address: neither another site nor a search engine may learn it from here. Not `no-referrer`: with
// that a browser posts the page's own forms from the origin "null", which Next refuses.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.confirm');
  return { title: t('title'), referrer: 'same-origin', robots: { index: false, follow: false } };
}

type Query = Partial<Record<'token' | 'email' | 'to' | 'for', string | string[]>>;

interface ConfirmPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Query>;
}

/** One button between the link in the mail and the session; opening the page uses nothing up. */
export default async function ConfirmSignInPage({ params, searchParams }: ConfirmPageProps) {
  const [{ locale }, query] = await Promise.all([params, searchParams]);
  const [token, email] = [only(query.token), only(query.email)];
  if (!(await isLinkOpen(token, email))) return <NotOpen />;
  const t = await getTranslations('auth.confirm');
  const landing = safeLanding(query.to) ?? '/provider';
  const fields = callbackFields({ token, email, landing, language: locale, actsFor: only(query.for) });
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead', { email })} />
      <form method="get" action={callbackRoute}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit">{t('submit')}</Button>
      </form>
      <div className="measure mt-8 space-y-2 text-soft">
        <p>{t('notMe')}</p>
        <p>{t('why')}</p>
      </div>
    </>
  );
}

async function NotOpen() {
  const [t, actor] = await Promise.all([getTranslations('auth.already'), getActor()]);
  if (actor.kind !== 'user') return <SignInProblem problem="expired" />;
  return (
    <>
      <PageHeading title={t('title')} lead={t('body', { email: actor.email })} />
      <LinkButton href={landingFor(actor)}>{t('continue')}</LinkButton>
    </>
  );
}

function only(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
