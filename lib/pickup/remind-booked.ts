import { Temporal } from 'temporal-polyfill';
import type { SystemActor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessages } from '#lib/notifications/write-messages.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { done } from '#lib/shared/result.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { type Appointment, appointmentParams } from './appointment-message.ts';

const batchSize = 500;

/**
 * The job: writes a reminder to everyone whose appointment lies ahead and is today or tomorrow, by the days of Brussels
 * in business time, and answers how many. It is due from the beginning of the day before: whoever booked or moved since
 * then has just been told, and gets none. Today's count too, so that nobody is missed where the job did not run the day
 * before, or the demonstration stepped over it. Once for a booking, however often it runs. Reads the slots by
 * `slot_start_key` and their bookings by `booking_slot_idx`.
 */
export async function remindBooked(_actor: SystemActor, signal?: AbortSignal): Promise<{ readonly reminded: number }> {
  const now = await businessNow();
  const today = Temporal.PlainDate.from(dayOf(now));
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(businessTimeZone).epochMilliseconds);
  let reminded = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  while (!signal?.aborted) {
    const { rows } = await getPool().query<Appointment>({
      name: 'to-remind',
      text: `
        SELECT b.id AS booking_id, e.id AS entitlement_id, b.code, s.starts_at, s.ends_at, p.name AS point, p.street,
               p.postcode, p.municipality, v.email, v.language::text AS language
          FROM pickup_point p
          JOIN slot s ON s.pickup_point_id = p.id AND s.starts_at > $1 AND s.starts_at < $3
          JOIN booking b ON b.slot_id = s.id AND b.cancelled_at IS NULL AND b.checked_in_at IS NULL
               AND b.booked_at < CASE WHEN s.starts_at < $2 THEN $4::timestamptz ELSE $5 END
          JOIN entitlement e ON e.id = b.entitlement_id AND e.status = 'BOOKED'
          JOIN provider v ON v.id = e.provider_id AND v.email IS NOT NULL
         WHERE b.id > $6::uuid
           AND NOT EXISTS (SELECT FROM outbox o WHERE o.dedup_key = 'booking-reminder:' || b.id)
         ORDER BY b.id LIMIT $7`,
      values: [
        toDate(now),
        startOf(today.add({ days: 1 })),
        startOf(today.add({ days: 2 })),
        startOf(today.subtract({ days: 1 })),
        startOf(today),
        after,
        batchSize,
      ],
    });
    const last = rows.at(-1);
    if (!last) break;
    after = last.booking_id;
    reminded += await remindBatch(rows);
  }
  return { reminded };
}

async function remindBatch(appointments: readonly Appointment[]): Promise<number> {
  const result = await inTransaction<number, never>(async (tx) => {
    const written = await writeMessages(
      tx,
      appointments.flatMap((appointment) =>
        appointment.email === null
          ? []
          : [
              {
                template: 'booking-reminder' as const,
                language: appointment.language,
                toEmail: appointment.email,
                params: appointmentParams(appointment),
                dedupKey: `booking-reminder:${appointment.booking_id}`,
              },
            ],
      ),
    );
    return done(written.size);
  });
  return result.ok ? result.value : 0;
}
