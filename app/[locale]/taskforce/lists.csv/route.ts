import { getTranslations } from 'next-intl/server';
import { endedReasonInWords } from '#components/lists/list-words.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listSearchSchema } from '#lib/eligibility/list-schema.ts';
import { getListsForExport } from '#lib/eligibility/lists.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The published lists as they are filtered, for spreadsheets: which there are, without whom they name. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/lists');
  const search = listSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { programme, profession, number, kind } = search;
  const [t, lists] = await Promise.all([
    getTranslations({ locale }),
    getListsForExport(actor, { programmeCode: programme, professionCode: profession, number, kind }),
  ]);
  const heads = [
    'lists.number',
    'lists.programme',
    'lists.profession',
    'lists.kind',
    'lists.asOf',
    'lists.publishedAt',
    'lists.entries',
    'lists.claim',
    'lists.state',
    'lists.csv.endedAt',
    'lists.csv.endedReason',
  ];
  const rows = lists.map((list) => [
    list.number,
    t(`rules.programmes.${list.programmeCode}`),
    t(`professions.${list.professionCode}.group`),
    t(`lists.kinds.${list.kind}`),
    list.asOf,
    list.publishedAt,
    list.entryCount,
    list.claimReference,
    t(list.endedAt === null ? 'lists.inForce' : 'lists.ended'),
    list.endedAt,
    list.endedReason === null ? null : endedReasonInWords(list.endedReason, t),
  ]);
  const table = csvTable(
    heads.map((head) => t(head)),
    rows,
  );
  return csvResponse(table, `lists_${await businessToday()}.csv`);
}
