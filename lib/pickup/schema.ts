import { z } from 'zod';
import { postcodeSchema } from '#lib/geography/postcodes.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { searchDay, searchOne, searchOneOr, searchOrder, searchPage, searchText } from '#lib/shared/search-schema.ts';
import type { SlotPattern } from './slot-pattern.ts';
import { slotStates } from './states.ts';

const search = searchText.transform((text = '') => text);

export const entitlementSchema = z.object({ entitlementId: z.uuid() });

export const chooseSlotSchema = z.object({
  entitlementId: z.uuid(),
  slotId: z.uuid({ error: 'booking.errors.slot' }),
});

/** The address of the page where one chooses: a point and a day; nonsense falls back to the first there is. */
export const slotSearchSchema = z.object({ point: searchOne(z.uuid()), day: searchDay });

export const problemKinds = ['MISSING', 'DAMAGED'] as const;
export const problemSchema = z.object({
  entitlementId: z.uuid(),
  kind: z.enum(problemKinds),
  itemCode: z.string().min(1).max(40),
  text: z.string().trim().min(1).max(1000),
});
export type ProblemInput = z.infer<typeof problemSchema>;

/** What can be said of a parcel that was to be brought: that it has not come, too. */
export const deliveryProblemKinds = ['NOT_ARRIVED', ...problemKinds] as const;
export const deliveryProblemSchema = z
  .object({
    entitlementId: z.uuid(),
    kind: z.enum(deliveryProblemKinds),
    itemCode: z.string().max(40).default(''),
    text: z.string().trim().max(1000).default(''),
  })
  .refine(({ kind, itemCode }) => kind === 'NOT_ARRIVED' || itemCode !== '', {
    path: ['itemCode'],
    error: 'errors.choose',
  })
  .refine(({ kind, text }) => kind === 'NOT_ARRIVED' || text !== '', { path: ['text'], error: 'errors.required' });
export type DeliveryProblemInput = z.infer<typeof deliveryProblemSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'province.errors.time');
const wholeNumber = (min: number, max: number) =>
  z.coerce.number<unknown>({ error: 'province.errors.number' }).int('province.errors.number').min(min).max(max);

/** Bounds of one publication, so that a slip of the finger does not make a year of slots. */
export const patternLimits = { days: 92, slots: 5_000 } as const;

export const patternSchema = z
  .object({
    pickupPointId: z.uuid({ error: 'errors.choose' }),
    fromOn: z.iso.date(),
    lastOn: z.iso.date(),
    weekdays: z.array(z.coerce.number<unknown>().int().min(1).max(7)).min(1).max(7),
    opensAt: clockTime,
    closesAt: clockTime,
    pauseFrom: clockTime.optional(),
    pauseUntil: clockTime.optional(),
    lengthMinutes: wholeNumber(5, 480),
    capacity: wholeNumber(1, 500),
  })
  .refine(({ fromOn, lastOn }) => fromOn <= lastOn, { path: ['lastOn'], error: 'province.errors.lastBeforeFirst' })
  .refine(({ fromOn, lastOn }) => Date.parse(lastOn) - Date.parse(fromOn) < patternLimits.days * 86_400_000, {
    path: ['lastOn'],
    error: `province.errors.tooManyDays?max=${patternLimits.days}`,
  })
  .refine(({ opensAt, closesAt }) => opensAt < closesAt, {
    path: ['closesAt'],
    error: 'province.errors.closesBeforeOpens',
  })
  .refine(({ pauseFrom, pauseUntil }) => (pauseFrom === undefined) === (pauseUntil === undefined), {
    path: ['pauseUntil'],
    error: 'province.errors.pauseHalf',
  })
  .refine(
    ({ pauseFrom, pauseUntil, opensAt, closesAt }) =>
      pauseFrom === undefined ||
      pauseUntil === undefined ||
      (opensAt < pauseFrom && pauseFrom < pauseUntil && pauseUntil < closesAt),
    { path: ['pauseFrom'], error: 'province.errors.pauseOutside' },
  )
  .transform(({ pickupPointId, pauseFrom, pauseUntil, ...rest }): { pickupPointId: string; pattern: SlotPattern } => ({
    pickupPointId,
    pattern: {
      ...rest,
      weekdays: [...new Set(rest.weekdays)].sort(),
      pause: pauseFrom === undefined || pauseUntil === undefined ? null : { from: pauseFrom, until: pauseUntil },
    },
  }));
export type PatternInput = z.infer<typeof patternSchema>;

const note = z.string().trim().max(500).optional();

export const pickupPointSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    street: z.string().trim().min(1).max(120),
    postcode: z
      .string()
      .refine((text) => postcodeSchema.safeParse(text).success, 'errors.postcode')
      .transform((text) => postcodeSchema.parse(text)),
    municipality: z.string().trim().min(1).max(80),
    depotId: z.uuid({ error: 'errors.choose' }),
    accessFr: note,
    accessNl: note,
    accessDe: note,
    accessEn: note,
  })
  .transform(({ accessFr: fr, accessNl: nl, accessDe: de, accessEn: en, ...rest }) => ({
    ...rest,
    access: Object.fromEntries(
      Object.entries({ fr, nl, de, en }).filter(([, text]) => text !== undefined && text !== ''),
    ),
  }));
export type PickupPointInput = z.infer<typeof pickupPointSchema>;

/** What the province's tables can be narrowed to and sorted by, in their addresses; nonsense falls back to the first. */
export const slotFilters = [...slotStates, 'all'] as const;
export const slotSorts = ['time', 'booked', 'free'] as const;
export const slotListSchema = z.object({
  point: searchOne(z.uuid()),
  day: searchDay,
  state: searchOneOr(slotFilters, 'all'),
  sort: searchOneOr(slotSorts, 'time'),
  order: searchOrder,
  page: searchPage,
});
export type SlotList = z.infer<typeof slotListSchema>;

/** The address of the overview: which reports. */
export const reportListSchema = z.object({
  q: search,
  kind: searchOne(z.enum(deliveryProblemKinds)),
  page: searchPage,
});

export const textSearchSchema = z.object({ q: search, page: searchPage });

export const provinceScheduleSchema = z.object({
  profession: searchOne(z.enum(professionCodes)),
  page: searchPage,
});

/** A row of the slots and the view one has of them, to come back to. */
export const slotActionSchema = z.object({ slotId: z.uuid(), view: z.string().max(500).default('') });
export const pointSchema = z.object({ pickupPointId: z.uuid() });
export const inviteSchema = z.object({ programmeCode: z.string().min(1).max(60) });
