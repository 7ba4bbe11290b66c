import { getTranslations } from 'next-intl/server';
import { businessDayOf, businessTimeOf } from '#components/pickup/business-time.ts';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { listAllSlots } from '#lib/pickup/province-queries.ts';
import { slotListSchema } from '#lib/pickup/schema.ts';
import { slotStateOf } from '#lib/pickup/states.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

const heads = ['day', 'from', 'until', 'point', 'places', 'booked', 'free', 'state'] as const;

/** The slots of one's province as a table for spreadsheets, as they are filtered and sorted. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots');
  const list = slotListSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, table, today, slots] = await Promise.all([
    getTranslations({ locale, namespace: 'province.slots' }),
    getTranslations({ locale, namespace: 'province.table' }),
    businessToday(),
    listAllSlots(actor, { ...list, provinceCode }),
  ]);
  const lines = slots.map((slot) => [
    businessDayOf(slot.startsAt),
    businessTimeOf(slot.startsAt),
    businessTimeOf(slot.endsAt),
    slot.pointName,
    slot.capacity,
    slot.booked,
    slot.closedAt === null ? slot.capacity - slot.booked : null,
    t(`stateOf.${slotStateOf(slot)}`),
  ]);
  return csvResponse(
    csvTable(
      heads.map((head) => table(head)),
      lines,
    ),
    `slots_${provinceCode}_${today}.csv`,
  );
}
