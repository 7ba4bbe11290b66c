import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import type { KitVersion } from '#lib/programmes/queries.ts';

/** What a parcel holds and held, the newest composition first. */
export function KitVersions({ kits }: { kits: readonly KitVersion[] }) {
  const t = useTranslations('programmes');
  const items = useTranslations('items');
  return (
    <DataTable
      caption={t('kits')}
      captionHidden
      rows={kits}
      rowKey={({ version }) => String(version)}
      empty={t('noKit')}
      columns={[
        {
          key: 'version',
          header: t('version'),
          names: true,
          nowrap: true,
          cell: ({ version }) =>
            version === kits[0]?.version ? t('versionInForce', { version }) : t('versionNumber', { version }),
        },
        {
          key: 'lines',
          header: t('holds'),
          cell: ({ lines }) =>
            lines.map(({ item, quantity }) => items(`${item}.count`, { count: quantity })).join(', '),
        },
      ]}
    />
  );
}
