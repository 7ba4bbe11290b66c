import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LongText } from '#components/ui/long-text.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy');
  return { title: t('title') };
}

export default function PrivacyPage() {
  return <LongText namespace="privacy" sections={['who', 'what', 'check', 'whom', 'long', 'rights']} />;
}
