'use client';

import { useTranslations } from 'next-intl';
import { Failure } from '#components/shell/failure.tsx';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations('failure');
  return (
    <Failure
      words={{ title: t('title'), body: t('body'), event: t('event'), retry: t('retry') }}
      error={error}
      retry={retry}
    />
  );
}
