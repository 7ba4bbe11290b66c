import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { listDeliveriesOf } from '#lib/programmes/delivery-schedule.ts';
import { getProgramme } from '#lib/programmes/queries.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** What the provinces have published for a programme, as a table for spreadsheets. Administrators only. */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string; code: string }> }) {
  const { locale: asked, code } = await params;
  const locale = localeOr(asked);
  const actor = await requireAdministrator(locale, `/taskforce/programmes/${code}`);
  await orNotFound(getProgramme(actor, code));
  const [t, words, provinces, professions, today, deliveries] = await Promise.all([
    getTranslations({ locale, namespace: 'programmes' }),
    getTranslations({ locale, namespace: 'common.words' }),
    getTranslations({ locale, namespace: 'provinces' }),
    getTranslations({ locale, namespace: 'professions' }),
    businessToday(),
    listDeliveriesOf(code),
  ]);
  const lines = deliveries.map(({ province, profession, fromOn, lastOn, way }) => [
    provinces(province),
    profession === null ? t('allProfessions') : professions(`${profession}.group`),
    fromOn,
    lastOn,
    t(`ways.${way}`),
  ]);
  const heads = [words('province'), words('profession'), t('firstDay'), t('lastDay'), t('way')];
  return csvResponse(csvTable(heads, lines), `schedule_${code}_${today}.csv`);
}
