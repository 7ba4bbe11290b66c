import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
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

/** What the actor's province has published and not withdrawn, by `delivery_schedule_province_idx`. */
export async function listProvinceSchedule(actor: Actor, provinceCode: string): Promise<readonly ScheduleLine[]> {
  if (!isStaffOf(actor, provinceCode)) throw new NotAllowed(`schedule of ${provinceCode}`);
  const { rows } = await getPool().query<Omit<ScheduleLine, 'way'> & { readonly way: string }>({
    name: 'province-schedule',
    text: `
      SELECT id, programme_code AS "programmeCode", profession_code AS "professionCode", from_on::text AS "fromOn",
             last_on::text AS "lastOn", lower(replace(way::text, '_', '-')) AS way, note, published_at AS "publishedAt"
        FROM delivery_schedule
       WHERE province_code = $1 AND withdrawn_at IS NULL
       ORDER BY from_on, last_on, id`,
    values: [provinceCode],
  });
  return rows.flatMap(({ way: text, ...row }) => {
    const way = deliveryWays.find((known) => known === text);
    return way === undefined ? [] : [{ ...row, way }];
  });
}

/** The programmes a delivery can be planned for. */
export async function listOpenProgrammes(): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ code: string }>(
    `SELECT code FROM programme WHERE status = 'OPEN' ORDER BY position`,
  );
  return rows.map(({ code }) => code);
}
