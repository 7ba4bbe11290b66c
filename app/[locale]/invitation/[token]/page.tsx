import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { findInvitation } from '#lib/auth/open-invitation.ts';

// The token is in the address: neither another site nor a search engine may learn it from here. Not `no-referrer`: with
// that a browser posts the page's own forms from the origin "null", which Next refuses.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.invitation');
  return { title: t('title'), referrer: 'same-origin', robots: { index: false, follow: false } };
}

interface InvitationPageProps {
  params: Promise<{ locale: string; token: string }>;
}

export default async function InvitationPage({ params }: InvitationPageProps) {
  const { locale, token } = await params;
  const [t, refusals, invitation] = await Promise.all([
    getTranslations('auth.invitation'),
    getTranslations('auth.refused'),
    findInvitation(token),
  ]);
  if (!invitation.ok) {
    const { code } = invitation.refusal;
    const reachable = code !== 'invitation-without-address';
    return (
      <>
        <PageHeading title={refusals(`${code}.title`)} lead={refusals(`${code}.body`)} />
        <LinkButton href={reachable ? '/sign-in' : '/contact'}>{t(reachable ? 'signIn' : 'contact')}</LinkButton>
      </>
    );
  }
  const { name, daysLeft } = invitation.value;
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead', { name })} />
      <p className="measure mb-6">{t('then')}</p>
      <form method="post" action={`/${locale}/invitation/${token}/open`}>
        <Button type="submit">{t('submit')}</Button>
      </form>
      <div className="measure mt-8 space-y-2 text-soft">
        <p>{t('daysLeft', { days: daysLeft })}</p>
        <p>{t('keep')}</p>
      </div>
    </>
  );
}
