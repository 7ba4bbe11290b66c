import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listDecideRunsForExport } from '#lib/eligibility/decide-runs.ts';
import { runSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

const figures = ['eligible', 'notEligible', 'undetermined', 'comingIn', 'goingOut', 'parcels'] as const;

/** The runs of decisions as they are filtered, for spreadsheets: when, by which rules, and what they came to. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/decisions');
  const { programme, state, asOf } = runSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, names, runs] = await Promise.all([
    getTranslations({ locale, namespace: 'decisions' }),
    getTranslations({ locale, namespace: 'rules.programmes' }),
    listDecideRunsForExport(actor, { programmeCode: programme, state, asOf }),
  ]);
  const heads = [
    ...[t('finishedAt'), t('programme'), t('versionHead'), t('asOf'), t('state'), t('people')],
    ...figures.map((figure) => t(`figures.${figure}`)),
  ];
  const rows = runs.map(({ result, ...run }) => [
    run.finishedAt,
    names(run.programmeCode),
    result?.ruleSetVersion,
    run.asOf,
    t(`states.${run.state}`),
    result?.persons,
    ...figures.map((figure) => result?.[figure]),
  ]);
  return csvResponse(csvTable(heads, rows), `decisions_${await businessToday()}.csv`);
}
