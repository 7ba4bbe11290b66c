import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CompareForm } from '#components/lists/compare-form.tsx';
import { DifferenceCounts, DifferenceTable } from '#components/lists/differences.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { compareVersions, countDifferences, listDifferences, type Versions } from '#lib/eligibility/compare-lists.ts';
import { compareSearchSchema } from '#lib/eligibility/list-schema.ts';
import { getVersions } from '#lib/eligibility/lists.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { pageOf } from '#lib/shared/paging.ts';

interface ComparePageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists.compare');
  return { title: t('title') };
}

/** Two versions of a list side by side; without any in the address, the newest full one and the one before it. */
export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/lists/compare');
  const asked = compareSearchSchema.parse(await searchParams);
  const { programme = programmeCodes[0], profession = professionCodes[0], kind, q, sort, order, page } = asked;
  const [t, words, versions] = await Promise.all([
    getTranslations('lists'),
    getTranslations('common.words'),
    getVersions(
      actor,
      { programmeCode: programme, professionCode: profession },
      [asked.from, asked.to].filter((number) => number !== undefined),
    ),
  ]);
  const numbers = versions.map(({ number }) => number);
  const known = (number: number | undefined) => (number !== undefined && numbers.includes(number) ? number : undefined);
  const full = versions.filter(({ kind: one }) => one === 'FULL').map(({ number }) => number);
  const to = known(asked.to) ?? full[0];
  const from = known(asked.from) ?? full.find((number) => to !== undefined && number < to);
  return (
    <div className="space-y-8">
      <div>
        <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
        <PageHeading title={t('compare.title')} lead={t('compare.lead')} />
      </div>
      <CompareForm programme={programme} profession={profession} numbers={numbers} from={from} to={to} />
      {from === undefined || to === undefined ? (
        <EmptyState title={t('compare.nothingToCompare')} />
      ) : (
        <Compared versions={{ programmeCode: programme, professionCode: profession, from, to }} />
      )}
    </div>
  );

  async function Compared({ versions }: { versions: Versions }) {
    const comparing = compareVersions(actor, versions);
    const [comparison, { rows: differences, ...pages }] = await Promise.all([
      comparing,
      pageOf({ page, size: pageSize }, async ({ limit: size, offset }) => {
        const rows = await listDifferences(actor, versions, { kind, q, sort, order, page: offset / size + 1, size });
        if (q !== undefined) return { rows, total: await countDifferences(actor, versions, { kind, q }) };
        const { counts } = await comparing;
        return { rows, total: kind === undefined ? counts.added + counts.removed + counts.changed : counts[kind] };
      }),
    ]);
    const query = { programme, profession, from: String(versions.from), to: String(versions.to) };
    const sorting = sort === 'name' && order === 'ascending' ? {} : { sort, order };
    return (
      <>
        <DifferenceCounts comparison={comparison} kind={kind} query={{ ...query, ...sorting }} />
        <section aria-labelledby="people" className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 id="people" className="text-xl">
              {t('compare.people')}
            </h2>
            <CsvLink href="/taskforce/lists/compare.csv" query={{ ...query, kind, q }} />
          </div>
          <p className="text-soft">{t('compare.asTold')}</p>
          <SearchForm id="q" label={words('name')} defaultValue={q} keep={{ ...query, ...sorting, kind }} />
          <DifferenceTable
            differences={differences}
            searched={q !== undefined}
            sorting={{ sort, order }}
            query={{ ...query, kind, q }}
          />
          <Pagination {...pages} query={{ ...query, ...sorting, kind, q }} />
        </section>
      </>
    );
  }
}
