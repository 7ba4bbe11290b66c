import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Said } from '#components/pickup/said.tsx';
import { SlotFilter } from '#components/pickup/slot-filter.tsx';
import { SlotTable } from '#components/pickup/slot-table.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryHref } from '#components/ui/query.ts';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listPoints, listSlots } from '#lib/pickup/province-queries.ts';
import { slotListSchema } from '#lib/pickup/schema.ts';
import { closeSlotAction, reopenSlotAction } from '../actions.ts';

interface SlotsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.slots');
  return { title: t('title') };
}

export default async function SlotsPage({ params, searchParams }: SlotsPageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots');
  const list = slotListSchema.parse(asked);
  const { point, day, state, sort, order } = list;
  const [t, points, { slots, ...pages }] = await Promise.all([
    getTranslations('province.slots'),
    listPoints(actor, { provinceCode }),
    listSlots(actor, { provinceCode, ...list, size: pageSize }),
  ]);
  const query = { point, day, state: state === 'all' ? undefined : state, sort, order };
  return (
    <div className="space-y-6">
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <LinkButton href="/province/slots/new" icon="plus">
              {t('publish')}
            </LinkButton>
            <LinkButton look="secondary" href="/province/slots/invitations" icon="mail">
              {t('invite')}
            </LinkButton>
            <CsvLink href="/province/slots.csv" query={query} />
          </>
        }
      />
      <Said done={asked.done} problem={asked.problem} count={asked.count} />
      <SlotFilter points={points} list={list} />
      <SlotTable
        slots={slots}
        list={list}
        query={query}
        view={queryHref(query, { page: pages.page === 1 ? undefined : String(pages.page) }).slice(1)}
        close={closeSlotAction}
        reopen={reopenSlotAction}
      />
      <Pagination {...pages} query={query} />
    </div>
  );
}
