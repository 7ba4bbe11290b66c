import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HomeOverview, type HomeOverviewData } from '#components/home/home-overview.tsx';

// The overview comes from the programme once its query is there.
const overview: HomeOverviewData = {
  today: '2020-06-16',
  moments: [
    { kind: 'lists-published', on: '2020-06-12' },
    { kind: 'claims-close', on: '2020-06-20' },
    { kind: 'pickup-begins', on: '2020-07-06' },
  ],
  parts: [
    { itemCode: 'gloves', quantity: 400 },
    { itemCode: 'aprons', quantity: 50 },
    { itemCode: 'goggles', quantity: 1 },
    { itemCode: 'surgical-masks', quantity: 1000 },
  ],
  professionCodes: ['general-practitioner', 'specialist', 'dentist', 'home-nurse', 'home-care-assistant', 'midwife'],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home');
  return { title: t('metaTitle') };
}

export default function HomePage() {
  return <HomeOverview overview={overview} />;
}
