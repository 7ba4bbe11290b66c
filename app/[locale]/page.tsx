import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { HomeOverview } from '#components/home/home-overview.tsx';
import { getHomeOverview } from '#lib/eligibility/home-overview.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home');
  return { title: t('metaTitle') };
}

export default async function HomePage() {
  // The day moves on, so the page is made when it is asked for; its facts are kept in the process.
  await connection();
  return <HomeOverview overview={await getHomeOverview()} />;
}
