import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { EntryCounts, EntryFilter } from '#components/lists/entry-counts.tsx';
import { EntryTable } from '#components/lists/entry-table.tsx';
import { FindOnListForm } from '#components/lists/find-on-list-form.tsx';
import { ListFacts } from '#components/lists/list-facts.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { entrySearchSchema } from '#lib/eligibility/list-schema.ts';
import { countEntriesByProvince, getListEntries, getPublishedList } from '#lib/eligibility/lists.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findOnListAction } from '../actions.ts';

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
  const { province, page } = entrySearchSchema.parse(await searchParams);
  const [t, professions, counts, entries] = await Promise.all([
    getTranslations('lists'),
    getTranslations('professions'),
    countEntriesByProvince(actor, listId),
    getListEntries(actor, { listId, provinceCode: province, page, size: pageSize }),
  ]);
  const total =
    province === undefined
      ? list.entryCount
      : (counts.find(({ provinceCode }) => provinceCode === province)?.entries ?? 0);
  return (
    <ClientMessages namespaces={['lists', 'professions', 'rules']}>
      <div className="space-y-10">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
          <PageHeading title={t('name', { number: list.number, group: professions(`${list.professionCode}.group`) })} />
          <ListFacts list={list} />
        </div>
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <EntryCounts counts={counts} total={list.entryCount} />
          <section aria-labelledby="find-heading" className="space-y-4">
            <h2 id="find-heading" className="text-xl">
              {t('findHeading')}
            </h2>
            <FindOnListForm action={findOnListAction} listId={listId} />
          </section>
        </div>
        <section aria-labelledby="entries" className="space-y-4">
          <h2 id="entries" className="text-xl">
            {t('whoStandsThere')}
          </h2>
          <EntryFilter counts={counts} province={province} />
          <EntryTable entries={entries} />
          <Pagination page={page} pageCount={Math.ceil(total / pageSize)} total={total} query={{ province }} />
        </section>
      </div>
    </ClientMessages>
  );
}
