import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { readReference } from '#lib/claims/reference.ts';

interface SentPageProps {
  searchParams: Promise<{ reference?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim.sent');
  return { title: t('title'), robots: { index: false } };
}

export default async function SentPage({ searchParams }: SentPageProps) {
  const { reference = [] } = await searchParams;
  const references = [reference].flat().flatMap((text) => readReference(text) ?? []);
  const t = await getTranslations('claim.sent');
  return (
    <>
      <PageHeading title={t('title')} />
      <Notice tone="attention" title={t('confirm')} large>
        <p>{t('confirmBody')}</p>
        <p>{t('references', { count: references.length })}</p>
        <ul className="space-y-1">
          {references.map((code) => (
            <li key={code} className="font-bold text-lg tabular-nums">
              {code}
            </li>
          ))}
        </ul>
      </Notice>
      <div className="measure mt-8 space-y-3">
        <h2 className="text-xl">{t('nextTitle')}</h2>
        <p>{t('next')}</p>
        <p>
          {t('noMail')} <TextLink href="/claim/link">{t('noMailLink')}</TextLink>
        </p>
      </div>
    </>
  );
}
