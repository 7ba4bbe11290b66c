import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { counted, everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { type DeliveryWay, deliveryWays } from './delivery-schedule.ts';

export type ScheduleLine = {
  readonly id: string;
  readonly programmeCode: string;
  /** All professions of the programme when null. */
  readonly professionCode: string | null;
  readonly fromOn: string;
  /** Included. */
  readonly lastOn: string;
  readonly way: DeliveryWay;
  readonly note: Readonly<Record<string, string>>;
  readonly publishedAt: Date;
};

type ScheduleQuery = {
  readonly provinceCode: string;
  /** What concerns this profession, alone or with all others. */
  readonly professionCode?: string | undefined;
};

/** What the actor's province has published and not withdrawn, by `delivery_schedule_province_idx`. */
export async function listProvinceSchedule(
  actor: Actor,
  provinceCode: string,
  professionCode?: string,
): Promise<readonly ScheduleLine[]> {
  assertStaff(actor, provinceCode);
  return (await readSchedule({ provinceCode, professionCode }, everyRow)).rows;
}

/** One page of it. */
export async function findScheduleLines(
  actor: Actor,
  { page, size, ...query }: ScheduleQuery & PageAsked,
): Promise<{ readonly lines: readonly ScheduleLine[] } & Omit<Page<ScheduleLine>, 'rows'>> {
  assertStaff(actor, query.provinceCode);
  const { rows: lines, ...pages } = await pageOf({ page, size }, (range) => readSchedule(query, range));
  return { lines, ...pages };
}

async function readSchedule(
  { provinceCode, professionCode }: ScheduleQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ScheduleLine>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<Omit<ScheduleLine, 'way'> & { readonly way: string; readonly total: number }>({
    name: 'province-schedule',
    text: `
      SELECT id, programme_code AS "programmeCode", profession_code AS "professionCode", from_on::text AS "fromOn",
             last_on::text AS "lastOn", lower(replace(way::text, '_', '-')) AS way, note, published_at AS "publishedAt",
             count(*) OVER ()::int AS total
        FROM delivery_schedule
       WHERE province_code = $1 AND withdrawn_at IS NULL
         AND ($2::text IS NULL OR profession_code IS NULL OR profession_code = $2)
       ORDER BY from_on, last_on, id
       LIMIT $3 OFFSET $4`,
    values: [provinceCode, professionCode ?? null, limit, offset],
  });
  const { rows: lines, total } = counted(rows);
  return {
    rows: lines.flatMap(({ way: text, ...line }) => {
      const way = deliveryWays.find((known) => known === text);
      return way === undefined ? [] : [{ ...line, way }];
    }),
    total,
  };
}

function assertStaff(actor: Actor, provinceCode: string): void {
  if (!isStaffOf(actor, provinceCode)) throw new NotAllowed(`schedule of ${provinceCode}`);
}

/** The programmes a delivery can be planned for. */
export async function listOpenProgrammes(): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ code: string }>(
    `SELECT code FROM programme WHERE status = 'OPEN' ORDER BY position`,
  );
  return rows.map(({ code }) => code);
}
