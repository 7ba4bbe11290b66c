import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';

/** Whether the check reads a list. */
export function ListState({ endedAt }: Pick<PublishedListView, 'endedAt'>) {
  const t = useTranslations('lists');
  return endedAt === null ? <Status tone="good">{t('inForce')}</Status> : <Status>{t('ended')}</Status>;
}
