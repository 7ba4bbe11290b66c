import type { Metadata } from 'next';
import { CheckForm } from '#components/eligibility/check-form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts';
import { answerCheck } from './actions.ts';

interface PageProps {
  params: Promise<{ locale: string }>;
}

async function wordsOf({ params }: PageProps) {
  const { locale } = await params;
  return loadWords(isLocale(locale) ? locale : defaultLocale);
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const say = await wordsOf(props);
  return { title: say('check.title'), description: say('check.lead') };
}

/** The page of which a country asks most at once: it reads nothing but what is in memory. */
export default async function CheckPage(props: PageProps) {
  const say = await wordsOf(props);
  const words = {
    number: say('check.number'),
    numberHint: say('check.numberHint'),
    numberFails: say('check.numberFails'),
    postcode: say('check.postcode'),
    postcodeHint: say('check.postcodeHint'),
    submit: say('check.submit'),
    again: say('check.again'),
    kept: say('check.kept'),
  };
  return (
    <>
      <PageHeading title={say('check.title')} lead={say('check.lead')} />
      <CheckForm action={answerCheck} words={words} />
    </>
  );
}
