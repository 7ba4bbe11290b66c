import { useFormatter, useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';
import { ListState } from './list-state.tsx';

/** Published lists, each leading to its page. */
export function ListTable({ lists, filtered }: { lists: readonly PublishedListView[]; filtered: boolean }) {
  const t = useTranslations('lists');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  const format = useFormatter();
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={lists}
      rowKey={({ id }) => id}
      empty={filtered ? t('noneFound') : t('noneYet')}
      columns={[
        {
          key: 'list',
          header: t('list'),
          names: true,
          cell: ({ id, number, professionCode }) => (
            <TextLink href={`/taskforce/lists/${id}`}>
              {t('name', { number, group: professions(`${professionCode}.group`) })}
            </TextLink>
          ),
        },
        { key: 'programme', header: t('programme'), cell: ({ programmeCode }) => programmes(programmeCode) },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
        {
          key: 'published',
          header: t('publishedAt'),
          nowrap: true,
          cell: ({ publishedAt }) => <Instant value={publishedAt.toISOString()} look="short" />,
        },
        { key: 'entries', header: t('entries'), numeric: true, cell: ({ entryCount }) => format.number(entryCount) },
        { key: 'state', header: t('state'), nowrap: true, cell: ({ endedAt }) => <ListState endedAt={endedAt} /> },
      ]}
    />
  );
}
