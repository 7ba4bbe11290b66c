import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Query, queryHref } from '#components/ui/query.ts';
import { SearchForm } from '#components/ui/search-form.tsx';
import { sortable } from '#components/ui/sortable.ts';
import { Status } from '#components/ui/status.tsx';
import { Subnav } from '#components/ui/subnav.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Queue, QueueRow } from '#lib/claims/review-queue.ts';
import { type QueueFilter, queueSorting } from '#lib/claims/schema.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { claimTones } from './claim-state.ts';

interface ClaimQueueProps {
  queue: Queue;
  filter: QueueFilter;
  /** Takes one for oneself and opens it. */
  take: (formData: FormData) => Promise<void>;
  locale: string;
}

const views = ['waiting', 'question', 'unconfirmed', 'decided', 'all'] as const;

/** What waits for a reviewer, what waits for its person, and what is done; fifty a page. */
export function ClaimQueue({ queue, filter, take, locale }: ClaimQueueProps) {
  const t = useTranslations('claim-review.queue');
  const { status, assignee, province, profession, q, sort, order } = filter;
  const query = { status: status === 'waiting' ? undefined : status, assignee, province, profession, q, sort, order };
  const narrowed = [assignee, province, profession, q].some((value) => value);
  return (
    <>
      <Subnav
        label={t('views')}
        items={views.map((view) => ({
          href: `/taskforce/claims${queryHref({ ...query, status: view === 'waiting' ? undefined : view }, {})}`,
          label: t(`view.${view}`),
          current: view === status,
          count: queue.counts[view],
        }))}
      />
      <QueueFilterForm filter={filter} />
      <DataTable
        caption={t('title')}
        captionHidden
        columns={useColumns(take, locale, query, filter)}
        rows={queue.rows}
        rowKey={({ reference }) => reference}
        empty={
          <EmptyState title={narrowed ? t('noneFound') : t(`none.${status}`)}>
            {narrowed ? t('noneFoundHint') : null}
          </EmptyState>
        }
      />
      <Pagination page={queue.page} pageCount={queue.pageCount} total={queue.total} query={query} />
    </>
  );
}

function useColumns(
  take: ClaimQueueProps['take'],
  locale: string,
  query: Query,
  filter: QueueFilter,
): Column<QueueRow>[] {
  const sorting = queueSorting(filter);
  const t = useTranslations('claim-review.queue');
  const statuses = useTranslations('claim.statuses');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  const provinces = useTranslations('provinces');
  return [
    {
      key: 'reference',
      header: t('reference'),
      nowrap: true,
      cell: ({ reference }) => <TextLink href={`/taskforce/claims/${reference}`}>{reference}</TextLink>,
    },
    {
      key: 'name',
      header: t('name'),
      // One column of two: nine would be wider than the page.
      cell: ({ name, status }) => (
        <>
          {name}
          <br />
          <Status tone={claimTones[status]}>{statuses(status)}</Status>
        </>
      ),
    },
    { key: 'programme', header: t('programme'), cell: ({ programmeCode }) => programmes(programmeCode) },
    { key: 'profession', header: t('profession'), cell: ({ professionCode }) => professions(`${professionCode}.name`) },
    { key: 'province', header: t('province'), cell: ({ provinceCode }) => provinces(provinceCode) },
    {
      key: 'age',
      header: t('age'),
      cell: ({ ageHours }) => (
        <strong>{t('ageText', { days: Math.floor(ageHours / 24), hours: ageHours % 24 })}</strong>
      ),
      ...sortable(query, sorting, 'age', 'descending'),
    },
    {
      key: 'received',
      header: t('received'),
      cell: ({ receivedAt }) => <Instant value={receivedAt} look="short" />,
      ...sortable(query, sorting, 'received'),
    },
    {
      key: 'assignee',
      header: t('assignee'),
      ...sortable(query, sorting, 'assignee'),
      cell: ({ reference, status, assigneeName }) =>
        assigneeName ??
        (['OPEN', 'QUESTION', 'APPEALED'].includes(status) ? (
          <form action={take}>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="reference" value={reference} />
            <Button type="submit" look="secondary" className="px-3" aria-label={t('takeOne', { reference })}>
              {t('take')}
            </Button>
          </form>
        ) : (
          t('nobody')
        )),
    },
  ];
}

function QueueFilterForm({ filter }: { filter: QueueFilter }) {
  const t = useTranslations('claim-review.queue');
  const provinces = useTranslations('provinces');
  const professions = useTranslations('professions');
  return (
    <SearchForm
      id="q"
      label={t('search')}
      defaultValue={filter.q}
      keep={{
        status: filter.status === 'waiting' ? undefined : filter.status,
        sort: filter.sort,
        order: filter.order,
      }}
    >
      <Select
        id="assignee"
        name="assignee"
        label={t('assignee')}
        defaultValue={filter.assignee ?? ''}
        placeholder={t('everybody')}
        options={[
          { value: 'me', label: t('me') },
          { value: 'none', label: t('nobody') },
        ]}
      />
      <Select
        id="province"
        name="province"
        label={t('province')}
        defaultValue={filter.province ?? ''}
        placeholder={t('allProvinces')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
      <Select
        id="profession"
        name="profession"
        label={t('profession')}
        defaultValue={filter.profession ?? ''}
        placeholder={t('allProfessions')}
        options={professionCodes.map((code) => ({ value: code, label: professions(`${code}.name`) }))}
      />
    </SearchForm>
  );
}
