import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';

/** Whether the check reads a list. */
export function ListState({ endedAt }: Pick<PublishedListView, 'endedAt'>) {
  const t = useTranslations('lists');
  return endedAt === null ? <Status tone="good">{t('inForce')}</Status> : <Status>{t('ended')}</Status>;
}

/** Why a list ended: in words where the reason is a code, else as it was written. */
export function useEndedReason(): (reason: string) => string {
  const t = useTranslations('lists.endedReasons');
  return (reason) => (/^[a-z-]+$/.test(reason) && t.has(reason) ? t(reason) : reason);
}
