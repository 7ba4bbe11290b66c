import { useTranslations } from 'next-intl';
import { useRegisterName } from '#components/registers/contradiction-words.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Details } from '#components/ui/details.tsx';
import type { LinkedFile } from '#lib/registers/link/link-result.ts';

/** The register files that the decisions rest on, folded. */
export function SourceFiles({ sources }: { sources: readonly LinkedFile[] }) {
  const t = useTranslations('decisions.sources');
  const name = useRegisterName();
  return (
    <Details summary={t('title')}>
      <DataTable
        caption={t('title')}
        captionHidden
        rows={sources}
        rowKey={({ contentHash }) => contentHash}
        empty={<p>{t('none')}</p>}
        columns={[
          {
            key: 'file',
            header: t('file'),
            names: true,
            cell: ({ fileName }) => <span className="break-all">{fileName}</span>,
          },
          {
            key: 'register',
            header: t('register'),
            cell: ({ register }) => name(register),
          },
          {
            key: 'hash',
            header: t('hash'),
            cell: ({ contentHash }) => <code className="break-all text-xs">{contentHash}</code>,
          },
        ]}
      />
    </Details>
  );
}
