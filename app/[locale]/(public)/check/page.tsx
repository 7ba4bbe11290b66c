import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CheckForm } from '#components/eligibility/check-form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { answerCheck } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('check');
  return { title: t('title'), description: t('lead') };
}

export default async function CheckPage() {
  const t = await getTranslations('check');
  const words = {
    number: t('number'),
    numberHint: t('numberHint'),
    numberFails: t('numberFails'),
    postcode: t('postcode'),
    postcodeHint: t('postcodeHint'),
    submit: t('submit'),
    again: t('again'),
    kept: t('kept'),
  };
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <CheckForm action={answerCheck} words={words} />
    </>
  );
}
