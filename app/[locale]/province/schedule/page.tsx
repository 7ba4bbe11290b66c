import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Said } from '#components/pickup/said.tsx';
import { ScheduleFilter } from '#components/pickup/schedule-filter.tsx';
import { ScheduleTable } from '#components/pickup/schedule-table.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { ActionForm, FormSelect, FormTextArea, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { provinceScheduleSchema } from '#lib/pickup/schema.ts';
import { deliveryWays } from '#lib/programmes/delivery-schedule.ts';
import { findScheduleLines, listOpenProgrammes } from '#lib/programmes/schedule-queries.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { publishScheduleAction, withdrawScheduleAction } from '../actions.ts';

interface SchedulePageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

const fieldNames = [
  'programme',
  'profession',
  'fromOn',
  'lastOn',
  'way',
  'noteFr',
  'noteNl',
  'noteDe',
  'noteEn',
] as const;
const posted = { programme: 'programmeCode', profession: 'professionCode' } as const;
const notes = ['noteFr', 'noteNl', 'noteDe', 'noteEn'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.schedule');
  return { title: t('title') };
}

export default async function ProvinceSchedulePage({ params, searchParams }: SchedulePageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/schedule');
  const { profession, page } = provinceScheduleSchema.parse(asked);
  const [t, programmes, professions, { lines, ...pages }, open] = await Promise.all([
    getTranslations('province.schedule'),
    getTranslations('rules.programmes'),
    getTranslations('professions'),
    findScheduleLines(actor, { provinceCode, professionCode: profession, page, size: pageSize }),
    listOpenProgrammes(),
  ]);
  const fields = Object.fromEntries(
    fieldNames.map((name) => [name === 'programme' || name === 'profession' ? posted[name] : name, t(name)]),
  );
  return (
    <ClientMessages namespaces={['province']}>
      <div className="space-y-10">
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          actions={<CsvLink href="/province/schedule.csv" query={{ profession }} />}
        />
        <Said done={asked.done} problem={asked.problem} />
        <div className="space-y-4">
          <ScheduleFilter profession={profession} />
          <ScheduleTable lines={lines} filtered={profession !== undefined} withdraw={withdrawScheduleAction} />
          <Pagination {...pages} query={{ profession }} />
        </div>
        <section className="max-w-2xl space-y-4" aria-labelledby="publish">
          <h2 id="publish" className="text-xl">
            {t('publishTitle')}
          </h2>
          <ActionForm id="schedule" action={publishScheduleAction} fields={fields}>
            <FormSelect
              name="programmeCode"
              options={open.map((code) => ({ value: code, label: programmes(code) }))}
              defaultValue={open[0]}
            />
            <FormSelect
              name="professionCode"
              optional
              placeholder={t('allProfessions')}
              options={professionCodes.map((code) => ({ value: code, label: professions(`${code}.group`) }))}
            />
            <div className="grid gap-6 sm:grid-cols-2">
              <FormTextField name="fromOn" type="date" width="medium" />
              <FormTextField name="lastOn" type="date" width="medium" />
            </div>
            <FormSelect
              name="way"
              options={deliveryWays.map((way) => ({
                value: way.toUpperCase().replace('-', '_'),
                label: t(`ways.${way}`),
              }))}
            />
            {notes.map((name) => (
              <FormTextArea key={name} name={name} rows={2} optional maxLength={500} />
            ))}
            <SubmitButton>{t('publish')}</SubmitButton>
          </ActionForm>
        </section>
      </div>
    </ClientMessages>
  );
}
