import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import type { RegisterOverview } from '#lib/registers/files/overview.ts';
import { isOutOfDate } from '#lib/registers/link/link-result.ts';
import type { RunView } from '#lib/runs/queries.ts';

interface OutOfDateNoticeProps {
  /** The newest linkings, newest first. */
  runs: readonly RunView[];
  registers: readonly RegisterOverview[];
  children?: ReactNode;
}

/** Says that files came or went since the registers were last linked: neither linked nor decided on, they say nothing yet. */
export function OutOfDateNotice({ runs, registers, children }: OutOfDateNoticeProps) {
  const t = useTranslations('register-files.link');
  const last = runs.find(({ state }) => state === 'DONE');
  if (!last || runs[0]?.state === 'QUEUED' || !isOutOfDate(last, registers)) return null;
  return (
    <Notice tone="info" title={t('outOfDate')}>
      <p>{t('outOfDateHint')}</p>
      {children}
    </Notice>
  );
}
