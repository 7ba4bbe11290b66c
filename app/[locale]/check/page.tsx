import type { Metadata } from 'next';
import { CheckForm } from '#components/eligibility/check-form.tsx';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts';
import { answerCheck } from './actions.ts';

interface PageProps {
  params: Promise<{ locale: string }>;
}

async function localeOf({ params }: PageProps) {
  const { locale } = await params;
  return isLocale(locale) ? locale : defaultLocale;
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const say = await loadWords(await localeOf(props));
  return { title: say('check-form.title'), description: say('check-form.lead') };
}

/**
 * The page of which a country asks most at once. It is the browser's component from its heading on: what the server alone
 * makes is written down twice, as HTML and as data.
 */
export default async function CheckPage(props: PageProps) {
  return <CheckForm locale={await localeOf(props)} action={answerCheck} />;
}
