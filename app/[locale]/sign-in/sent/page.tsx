import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.sent');
  return { title: t('title'), robots: { index: false } };
}

/** The same for every address: it does not tell whether one is known. */
export default async function LinkSentPage() {
  const t = await getTranslations('auth.sent');
  return (
    <>
      <PageHeading title={t('title')} lead={t('body')} />
      <p>{t('validity')}</p>
      <h2 className="mt-8 mb-3 text-xl">{t('nothingTitle')}</h2>
      <ul className="measure list-disc space-y-2 pl-6">
        <li>{t('nothingSpam')}</li>
        <li>{t('nothingAddress')}</li>
      </ul>
      <p className="mt-6">
        <LinkButton href="/sign-in" look="secondary">
          {t('again')}
        </LinkButton>
      </p>
    </>
  );
}
