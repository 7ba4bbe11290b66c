import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { ProvinceSchedulePage } from '#components/schedule/province-schedule.tsx';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { findProvinceSchedule } from '#lib/pickup/public-schedule.ts';

interface PageProps {
  params: Promise<{ province: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { province } = await params;
  if (!isProvinceCode(province)) return {};
  const t = await getTranslations();
  return { title: `${t(`provinces.${province}`)} – ${t('schedule.title')}` };
}

export default async function Page({ params }: PageProps) {
  await connection();
  const schedule = await findProvinceSchedule((await params).province);
  if (!schedule) notFound();
  return <ProvinceSchedulePage schedule={schedule} />;
}
