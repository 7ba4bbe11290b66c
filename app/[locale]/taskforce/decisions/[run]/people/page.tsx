import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PeopleFilter, PeopleTable } from '#components/decisions/people-table.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { getDecideRun } from '#lib/eligibility/decide-runs.ts';
import { listDecidedPeople } from '#lib/eligibility/decided-people.ts';
import { peopleSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { figuresBy } from '#lib/eligibility/preview.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { professionCodes } from '#lib/rules/professions.ts';

interface PeoplePageProps {
  params: Promise<{ locale: Locale; run: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('title') };
}

export default async function PeoplePage({ params, searchParams }: PeoplePageProps) {
  const { locale, run: runId } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/decisions/${runId}/people`);
  const run = await orNotFound(getDecideRun(actor, runId));
  const { way, profession, province, q, after } = peopleSearchSchema.parse(await searchParams);
  const { data: result } = decideResultSchema.safeParse(run.result);
  const rows = figuresBy(result?.cells ?? [], 'professionCode', professionCodes);
  const chosen = profession ?? rows.find((row) => (way === 'in' ? row.comingIn : row.goingOut) > 0)?.code;
  const [t, groups, { people, next }] = await Promise.all([
    getTranslations('decisions'),
    getTranslations('professions'),
    chosen === undefined
      ? { people: [], next: undefined }
      : listDecidedPeople(actor, { runId, professionCode: chosen, way, province, q, after, size: 50 }),
  ]);
  const home = `/taskforce/decisions/${runId}`;
  const query = { way, profession: chosen, province, q };
  return (
    <div className="space-y-6">
      <div>
        <Breadcrumb
          crumbs={[
            { href: '/taskforce/decisions', label: t('title') },
            { href: home, label: t('previewCrumb') },
          ]}
        />
        <PageHeading
          title={t(`persons.${way}`, { group: chosen === undefined ? '–' : groups(`${chosen}.group`) })}
          lead={t('persons.lead')}
          actions={chosen !== undefined && <CsvLink href={`${home}/people.csv`} query={query} />}
        />
      </div>
      <PeopleFilter
        way={way}
        profession={chosen}
        professions={rows.map(({ code }) => code)}
        province={province}
        q={q}
      />
      <PeopleTable way={way} people={people} searched={q !== undefined || province !== undefined} />
      <p className="flex flex-wrap justify-between gap-4">
        {after !== undefined && (
          <TextLink href={`${home}/people${queryHref(query, {})}`}>{t('persons.first')}</TextLink>
        )}
        {next !== undefined && (
          <TextLink href={`${home}/people${queryHref(query, { after: next })}`}>{t('persons.next')}</TextLink>
        )}
      </p>
    </div>
  );
}
