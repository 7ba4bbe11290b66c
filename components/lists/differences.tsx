import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { type Query, queryHref } from '#components/ui/query.ts';
import { sortable } from '#components/ui/sortable.ts';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { Comparison, Difference, DifferenceKind, Standing } from '#lib/eligibility/compare-lists.ts';
import type { DifferenceSort } from '#lib/eligibility/list-schema.ts';
import type { SortOrder } from '#lib/shared/sorting.ts';
import { standingInWords } from './list-words.ts';

const tones: Readonly<Record<DifferenceKind, Tone>> = { added: 'good', removed: 'attention', changed: 'info' };

interface DifferenceCountsProps {
  comparison: Comparison;
  kind: DifferenceKind | undefined;
  /** The address of the comparison, of which a link keeps all but the kind and the page. */
  query: Query;
}

/** How many came, left or are there for other reasons; each number leads to those people. */
export function DifferenceCounts({ comparison: { before, after, counts }, kind, query }: DifferenceCountsProps) {
  const t = useTranslations('lists.compare');
  const format = useFormatter();
  return (
    <div className="space-y-3">
      <p className="text-lg">{t('counts', { before: format.number(before), after: format.number(after) })}</p>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {(['added', 'removed', 'changed'] as const).map((one) => (
          <li key={one}>
            <TextLink
              href={`/taskforce/lists/compare${queryHref(query, { kind: one === kind ? undefined : one })}`}
              aria-current={one === kind ? 'true' : undefined}
              className="inline-flex min-h-11 items-center gap-2"
            >
              <Status tone={tones[one]}>{t(`kinds.${one}`)}</Status>
              <strong className="tabular-nums">{format.number(counts[one])}</strong>
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface DifferenceTableProps {
  differences: readonly Difference[];
  /** Nobody may be shown because nobody matches. */
  searched: boolean;
  sorting: { readonly sort: DifferenceSort; readonly order: SortOrder };
  /** What else the address says, without the page. */
  query: Query;
}

/** Who differs between the two versions, with why they stood there or did not before and after. */
export function DifferenceTable({ differences, searched, sorting, query }: DifferenceTableProps) {
  const t = useTranslations('lists.compare');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  return (
    <DataTable
      caption={t('people')}
      captionHidden
      rows={differences}
      rowKey={({ providerId }) => providerId}
      empty={t(searched ? 'noneFound' : 'same')}
      columns={[
        {
          key: 'name',
          header: words('name'),
          ...sortable(query, sorting, 'name'),
          names: true,
          cell: ({ familyName, givenName }) => `${familyName} ${givenName}`,
        },
        { key: 'province', header: words('province'), cell: ({ provinceCode }) => provinces(provinceCode) },
        {
          key: 'kind',
          header: t('what'),
          ...sortable(query, sorting, 'kind'),
          nowrap: true,
          cell: ({ kind }) => <Status tone={tones[kind]}>{t(`kinds.${kind}`)}</Status>,
        },
        { key: 'before', header: t('before'), cell: (one) => <Reasons said={one.before} other={one.after} /> },
        { key: 'after', header: t('after'), cell: (one) => <Reasons said={one.after} other={one.before} /> },
      ]}
    />
  );
}

function Reasons({ said, other }: { said: Standing; other: Standing }) {
  const { outcome, reasons } = standingInWords(said, other, useTranslations(), useLocale());
  return (
    <>
      {outcome}
      {reasons.length > 0 && (
        <ul className="list-disc pl-5 text-left">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}
