import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationPanel } from '#components/pickup/invitation-panel.tsx';
import { Said } from '#components/pickup/said.tsx';
import { UnreachableTable } from '#components/pickup/unreachable-table.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findCounterProgramme } from '#lib/pickup/day.ts';
import { getInvitationState, listPoints, listUnreachable } from '#lib/pickup/province-queries.ts';
import { textSearchSchema } from '#lib/pickup/schema.ts';
import { inviteAction } from '../../actions.ts';

interface InvitationsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.invite');
  return { title: t('title') };
}

export default async function InvitationsPage({ params, searchParams }: InvitationsPageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots/invitations');
  const { q, page } = textSearchSchema.parse(asked);
  const programmeCode = await findCounterProgramme();
  const [t, overview, programmes] = await Promise.all([
    getTranslations('province.invite'),
    getTranslations('province.overview'),
    getTranslations('rules.programmes'),
  ]);
  if (programmeCode === undefined) {
    return (
      <>
        <PageHeading title={t('title')} />
        <EmptyState title={overview('noProgramme')} />
      </>
    );
  }
  const [state, points, { people, ...pages }] = await Promise.all([
    getInvitationState(actor, { provinceCode, programmeCode }),
    listPoints(actor, { provinceCode }),
    listUnreachable(actor, { provinceCode, programmeCode, text: q, page, size: pageSize }),
  ]);
  const free = points
    .filter(({ closedAt }) => closedAt === null)
    .reduce((sum, { places, booked }) => sum + places - booked, 0);
  return (
    <div className="space-y-10">
      <PageHeading over={programmes(programmeCode)} title={t('title')} lead={t('lead')} />
      {/* While the work goes on, its own notice says so. */}
      {!state.underWay && <Said done={asked.done} problem={asked.problem} />}
      <InvitationPanel state={state} free={free} programmeCode={programmeCode} action={inviteAction} />
      <section className="space-y-4" aria-labelledby="unreachable">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="unreachable" className="text-xl">
            {t('unreachable')}
          </h2>
          <CsvLink href="/province/slots/invitations/unreachable.csv" query={{ q }} />
        </div>
        <p className="measure">{t('unreachableText')}</p>
        <SearchForm id="search" label={t('search')} defaultValue={q} />
        <UnreachableTable people={people} searched={q !== ''} />
        <Pagination {...pages} query={{ q }} />
      </section>
    </div>
  );
}
