import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Day } from '#components/ui/day.tsx';
import type { PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';

/** What the provinces have published for a programme; they publish and withdraw it themselves. */
export function PlannedDeliveries({ deliveries }: { deliveries: readonly PlannedDelivery[] }) {
  const t = useTranslations('programmes');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  const professions = useTranslations('professions');
  return (
    <DataTable
      caption={t('schedule')}
      captionHidden
      rows={deliveries}
      rowKey={({ id }) => id}
      empty={t('noSchedule')}
      columns={[
        { key: 'province', header: words('province'), names: true, cell: ({ province }) => provinces(province) },
        {
          key: 'profession',
          header: words('profession'),
          cell: ({ profession }) => (profession === null ? t('allProfessions') : professions(`${profession}.group`)),
        },
        { key: 'from', header: t('firstDay'), nowrap: true, cell: ({ fromOn }) => <Day value={fromOn} look="short" /> },
        { key: 'last', header: t('lastDay'), nowrap: true, cell: ({ lastOn }) => <Day value={lastOn} look="short" /> },
        { key: 'way', header: t('way'), cell: ({ way }) => t(`ways.${way}`) },
      ]}
    />
  );
}
