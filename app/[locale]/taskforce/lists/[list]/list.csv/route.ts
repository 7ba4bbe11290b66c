import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { downloadList } from '#lib/eligibility/download-list.ts';
import { entrySearchSchema } from '#lib/eligibility/list-schema.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { csvLines, csvResponse, csvTable } from '#lib/shared/csv.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** One version of a list as it is filtered, for spreadsheets, written as it is read; without national numbers. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string; list: string }> }) {
  const { locale: asked, list: listId } = await params;
  const locale = localeOr(asked);
  const actor = await requireAdministrator(locale, `/taskforce/lists/${listId}`);
  if (!z.uuid().safeParse(listId).success) return unknown();
  const { province, origin } = entrySearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  try {
    const { list, batches } = await downloadList(actor, { listId, provinceCode: province, origin });
    return csvResponse(streamText(linesOf(batches, locale)), `list_${list.professionCode}_${list.number}.csv`);
  } catch (error) {
    if (error instanceof NotAllowed) return unknown();
    throw error;
  }
}

function unknown(): Response {
  return Response.json({ code: 'unknown-list' }, { status: 404 });
}

const heads = ['number', 'familyName', 'givenName', 'postcode', 'municipality', 'province'] as const;

async function* linesOf(batches: Awaited<ReturnType<typeof downloadList>>['batches'], locale: Locale) {
  const [t, provinces] = await Promise.all([
    getTranslations({ locale, namespace: 'lists' }),
    getTranslations({ locale, namespace: 'provinces' }),
  ]);
  yield csvTable([...heads.map((head) => t(`csv.${head}`)), t('origin'), t('claim')], []);
  for await (const entries of batches) {
    yield csvLines(
      entries.map((entry) => [
        entry.registeredNumber ?? '',
        entry.familyName,
        entry.givenName,
        entry.postcode,
        entry.municipality,
        provinces(entry.provinceCode),
        t(`origins.${entry.claimReference === null ? 'registers' : 'claim'}`),
        entry.claimReference,
      ]),
      { first: false },
    );
  }
}
