import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ProgrammeView } from '#lib/programmes/queries.ts';
import { ClaimDays, DeliveryDays } from './programme-days.tsx';
import { ProgrammeStatusMark } from './programme-status.tsx';

/** Every programme with its days; each leads to its own page. */
export function ProgrammeTable({ programmes }: { programmes: readonly ProgrammeView[] }) {
  const t = useTranslations('programmes');
  const names = useTranslations('rules.programmes');
  const channels = useTranslations('channels');
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={programmes}
      rowKey={({ code }) => code}
      empty={t('none')}
      columns={[
        {
          key: 'name',
          header: t('programme'),
          names: true,
          cell: ({ code }) => <TextLink href={`/taskforce/programmes/${code}`}>{names(code)}</TextLink>,
        },
        {
          key: 'status',
          header: t('status'),
          nowrap: true,
          cell: ({ status }) => <ProgrammeStatusMark status={status} />,
        },
        { key: 'claims', header: t('claims'), cell: (programme) => <ClaimDays {...programme} /> },
        { key: 'delivery', header: t('delivery'), cell: (programme) => <DeliveryDays {...programme} /> },
        {
          key: 'channels',
          header: t('channels'),
          cell: (programme) => programme.channels.map((channel) => channels(`${channel}.name`)).join(', '),
        },
      ]}
    />
  );
}
