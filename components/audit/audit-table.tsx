import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { AuditView } from '#lib/audit/queries.ts';
import { useDetailWords } from './detail-words.ts';
import { actionInWords, actorInWords, saidDetails, subjectInWords } from './trail-words.ts';

/** The trail in words: when, what, by whom, about what. */
export function AuditTable({ entries, filtered }: { entries: readonly AuditView[]; filtered: boolean }) {
  const t = useTranslations('audit');
  const all = useTranslations();
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={entries}
      rowKey={({ id }) => id}
      empty={filtered ? t('noneFound') : t('noneYet')}
      columns={[
        {
          key: 'what',
          header: t('what'),
          names: true,
          cell: (entry) => actionInWords(all, entry),
        },
        {
          key: 'at',
          header: t('at'),
          nowrap: true,
          cell: ({ at }) => <Instant value={at.toISOString()} look="short" />,
        },
        {
          key: 'who',
          header: t('who'),
          cell: (entry) => actorInWords(all, entry),
        },
        { key: 'subject', header: t('subject'), cell: (entry) => <Subject entry={entry} /> },
        {
          key: 'province',
          header: words('province'),
          cell: ({ provinceCode }) => (provinceCode === null ? '–' : provinces(provinceCode)),
        },
        { key: 'details', header: t('detailsHead'), cell: ({ details }) => <Details details={details} /> },
      ]}
    />
  );
}

/** Subjects that have a page of their own for administrators. */
const pages: Readonly<Record<string, (id: string, reference: string | undefined) => string | undefined>> = {
  claim: (_, reference) => reference && `/taskforce/claims/${reference}`,
  list: (id) => `/taskforce/lists/${id}`,
  programme: (id) => `/taskforce/programmes/${id}`,
  depot: (id) => `/taskforce/stock/${id}`,
};

function Subject({ entry }: { entry: AuditView }) {
  const { subjectType, subjectId, details } = entry;
  const { kind, name } = subjectInWords(useTranslations(), entry);
  const page = pages[subjectType]?.(subjectId, details.reference);
  return (
    <>
      {kind} {page === undefined ? name : <TextLink href={page}>{name}</TextLink>}
    </>
  );
}

function Details({ details }: Pick<AuditView, 'details'>) {
  const inWords = useDetailWords();
  const shown = saidDetails({ details });
  if (shown.length === 0) return '–';
  return shown.map(([name, value]) => (
    <span key={name} className="block md:text-left">
      {inWords(name, value)}
    </span>
  ));
}
