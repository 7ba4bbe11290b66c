import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { ScheduleOverview } from '#components/schedule/schedule-overview.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { loadPublicSchedule } from '#lib/pickup/public-schedule.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('schedule');
  return { title: t('title'), description: t('lead') };
}

export default async function SchedulePage() {
  await connection();
  const [t, provinces] = await Promise.all([getTranslations('schedule'), loadPublicSchedule()]);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ScheduleOverview provinces={provinces} />
    </>
  );
}
