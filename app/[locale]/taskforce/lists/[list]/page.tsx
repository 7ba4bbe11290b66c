import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { EntryCounts, EntryFilter } from '#components/lists/entry-counts.tsx';
import { EntryTable } from '#components/lists/entry-table.tsx';
import { FindOnListForm } from '#components/lists/find-on-list-form.tsx';
import { ListFacts } from '#components/lists/list-facts.tsx';
import { Amendments } from '#components/lists/list-versions.tsx';
import { WithdrawForm } from '#components/lists/withdraw-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryHref } from '#components/ui/query.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { countEntries, getListEntries } from '#lib/eligibility/list-entries.ts';
import { entrySearchSchema } from '#lib/eligibility/list-schema.ts';
import {
  countEntriesByProvince,
  findFullNeighbours,
  getAmendments,
  getPublishedCounts,
  getPublishedList,
} from '#lib/eligibility/lists.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { pageOf } from '#lib/shared/paging.ts';
import { findOnListAction, withdrawListAction } from '../actions.ts';

interface ListPageProps {
  params: Promise<{ locale: Locale; list: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists');
  return { title: t('list') };
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const { locale, list: listId } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/lists/${listId}`);
  const list = await orNotFound(z.uuid().safeParse(listId).success && getPublishedList(actor, listId));
  const {
    province,
    origin,
    sort,
    order,
    page,
    amendments: amendmentPage,
    ...told
  } = entrySearchSchema.parse(await searchParams);
  const counting = countEntriesByProvince(actor, listId);
  const [t, professions, counts, published, { earlier }, amendments, { rows: entries, ...pages }] = await Promise.all([
    getTranslations('lists'),
    getTranslations('professions'),
    counting,
    getPublishedCounts(actor, listId),
    findFullNeighbours(actor, list),
    list.kind === 'FULL' && getAmendments(actor, list, { page: amendmentPage, size: pageSize }),
    pageOf({ page, size: pageSize }, async ({ limit: size, offset }) => {
      const where = { listId, provinceCode: province, origin };
      const rows = await getListEntries(actor, { ...where, sort, order, page: offset / size + 1, size });
      if (origin !== undefined) return { rows, total: await countEntries(actor, where) };
      const inProvince = (await counting).find(({ provinceCode }) => provinceCode === province)?.entries ?? 0;
      return { rows, total: province === undefined ? list.entryCount : inProvince };
    }),
  ]);
  const group = professions(`${list.professionCode}.group`);
  const filter = { province, origin };
  const sorting = sort === 'name' && order === 'ascending' ? {} : { sort, order };
  const pageOfEntries = page === 1 ? undefined : String(page);
  const ofAmendments = amendmentPage === 1 ? {} : { amendments: String(amendmentPage) };
  const compared = { programme: list.programmeCode, profession: list.professionCode, to: String(list.number) };
  return (
    <ClientMessages namespaces={['lists', 'professions', 'rules']}>
      <div className="space-y-10">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
          <PageHeading
            title={t('name', { number: list.number, group })}
            actions={
              earlier !== null && (
                <LinkButton
                  href={`/taskforce/lists/compare${queryHref(compared, { from: String(earlier) })}`}
                  look="secondary"
                >
                  {t('compare.link', { number: earlier })}
                </LinkButton>
              )
            }
          />
          {told.done === 'withdrawn' && (
            <div className="mb-6">
              <Notice tone="good" title={t('withdraw.done')} live>
                <p>{t('withdraw.removed', { people: told.people, pending: told.pending })}</p>
              </Notice>
            </div>
          )}
          <ListFacts list={list} />
        </div>
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <EntryCounts counts={published} total={list.entryCount} />
          <section aria-labelledby="find-heading" className="space-y-4">
            <h2 id="find-heading" className="text-xl">
              {t('findHeading')}
            </h2>
            <FindOnListForm action={findOnListAction} listId={listId} />
          </section>
        </div>
        <section aria-labelledby="entries" className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 id="entries" className="text-xl">
              {t('whoStandsThere')}
            </h2>
            <CsvLink href={`/taskforce/lists/${listId}/list.csv`} query={filter} />
          </div>
          <EntryFilter counts={counts} province={province} origin={origin} keep={{ ...sorting, ...ofAmendments }} />
          <EntryTable entries={entries} sorting={{ sort, order }} query={{ ...filter, ...ofAmendments }} />
          <Pagination {...pages} query={{ ...filter, ...sorting, ...ofAmendments }} />
        </section>
        {amendments && <Amendments page={amendments} query={{ ...filter, ...sorting, page: pageOfEntries }} />}
        {list.endedAt === null && <WithdrawForm action={withdrawListAction} list={list} />}
      </div>
    </ClientMessages>
  );
}
