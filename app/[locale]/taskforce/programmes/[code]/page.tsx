import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChangeProgrammeForm } from '#components/programmes/change-programme-form.tsx';
import { ComposeKitForm } from '#components/programmes/compose-kit-form.tsx';
import { KitVersions } from '#components/programmes/kit-versions.tsx';
import { PlannedDeliveries } from '#components/programmes/planned-deliveries.tsx';
import { ProgrammeFacts } from '#components/programmes/programme-facts.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findDeliveriesOf } from '#lib/programmes/delivery-schedule.ts';
import { getProgramme } from '#lib/programmes/queries.ts';
import { takesClaimsOn } from '#lib/programmes/terms.ts';
import { businessNow } from '#lib/shared/clock.ts';
import { searchPage } from '#lib/shared/search-schema.ts';
import { changeProgrammeAction, composeKitAction } from '../actions.ts';

interface ProgrammePageProps {
  params: Promise<{ locale: Locale; code: string }>;
  searchParams: Promise<{ done?: string; deliveries?: string | string[] }>;
}

const told = ['changed', 'composed'] as const;
const pageSize = 50;

export async function generateMetadata({ params }: ProgrammePageProps): Promise<Metadata> {
  const { code } = await params;
  const names = await getTranslations('rules.programmes');
  return { title: names.has(code) ? names(code) : code };
}

export default async function ProgrammePage({ params, searchParams }: ProgrammePageProps) {
  const { locale, code } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/programmes/${code}`);
  const programme = await orNotFound(getProgramme(actor, code));
  const { done, deliveries: asked } = await searchParams;
  const [t, names, { rows: deliveries, ...pages }, now] = await Promise.all([
    getTranslations('programmes'),
    getTranslations('rules.programmes'),
    findDeliveriesOf(code, { page: searchPage.parse(asked), size: pageSize }),
    businessNow(),
  ]);
  const today = now.toZonedDateTimeISO(programme.timeZone).toPlainDate().toString();
  const news = told.find((one) => one === done);
  return (
    <ClientMessages namespaces={['items', 'programmes']}>
      <div className="space-y-10">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/programmes', label: t('title') }]} />
          <PageHeading title={names(code)} />
          {news && <Notice tone="good" title={t(`told.${news}`)} live />}
        </div>
        <ProgrammeFacts programme={programme} takesClaims={takesClaimsOn(programme, today)} />
        {programme.allocation === 'kit' && (
          <section aria-labelledby="kits" className="space-y-4">
            <h2 id="kits" className="text-xl">
              {t('kits')}
            </h2>
            <KitVersions kits={programme.kits} />
            <ComposeKitForm
              key={programme.kits.length}
              action={composeKitAction}
              code={code}
              latest={programme.kits[0]}
            />
          </section>
        )}
        <section aria-labelledby="change-heading" className="max-w-2xl space-y-4">
          <h2 id="change-heading" className="text-xl">
            {t('change')}
          </h2>
          <ChangeProgrammeForm action={changeProgrammeAction} code={code} terms={programme} />
        </section>
        <section aria-labelledby="schedule" className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-4">
            <h2 id="schedule" className="text-xl">
              {t('schedule')}
            </h2>
            <CsvLink href={`/taskforce/programmes/${code}/schedule.csv`} />
          </div>
          <p className="measure text-soft">{t('scheduleLead')}</p>
          <PlannedDeliveries deliveries={deliveries} />
          <Pagination {...pages} query={{}} parameter="deliveries" />
        </section>
      </div>
    </ClientMessages>
  );
}
