import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LongText } from '#components/ui/long-text.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accessibility');
  return { title: t('title') };
}

export default function AccessibilityPage() {
  return <LongText namespace="accessibility" sections={['aim', 'how', 'limits', 'report', 'appeal']} />;
}
