import { z } from 'zod';
import { isProfessionCode } from '#lib/rules/professions.ts';

const note = z.string().trim().max(500).optional();

/** What a province plans: a delivery of a programme, for one profession or for all, over days that both count. */
export const scheduleSchema = z
  .object({
    programmeCode: z.string().min(1).max(60),
    professionCode: z.string().refine(isProfessionCode, 'errors.choose').optional(),
    fromOn: z.iso.date(),
    lastOn: z.iso.date(),
    way: z.enum(['PICKUP', 'HOME_DELIVERY', 'GROUPING', 'ASSOCIATION'], { error: 'errors.choose' }),
    noteFr: note,
    noteNl: note,
    noteDe: note,
    noteEn: note,
  })
  .refine(({ fromOn, lastOn }) => fromOn <= lastOn, { path: ['lastOn'], error: 'province.errors.lastBeforeFirst' })
  .transform(({ noteFr: fr, noteNl: nl, noteDe: de, noteEn: en, ...rest }) => ({
    ...rest,
    note: Object.fromEntries(
      Object.entries({ fr, nl, de, en }).filter(([, text]) => text !== undefined && text !== ''),
    ),
  }));
export type ScheduleInput = z.infer<typeof scheduleSchema>;

export const withdrawScheduleSchema = z.object({ scheduleId: z.uuid() });
