import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';

/** An appointment as messages tell of it, with where its person is written to, in the columns of the database. */
export type Appointment = {
  readonly booking_id: string;
  readonly entitlement_id: string;
  readonly code: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly point: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  /** None on file: nothing is written. */
  readonly email: string | null;
  readonly language: Language;
};

export type AppointmentTemplate = 'booking-confirmed' | 'booking-moved' | 'booking-cancelled' | 'booking-reminder';

/** Writes to the person, in their language and the caller's transaction; each template once for a booking. */
export async function writeAppointmentMessage(
  tx: Statements,
  template: AppointmentTemplate,
  appointment: Appointment,
): Promise<void> {
  if (appointment.email === null) return;
  await writeMessage(tx, {
    template,
    language: appointment.language,
    toEmail: appointment.email,
    params: appointmentParams(appointment),
    dedupKey: `${template}:${appointment.booking_id}`,
  });
}

/** What the texts of a message about an appointment may name. Instants are ISO 8601, which the texts write as dates and times. */
export function appointmentParams(appointment: Appointment): Record<string, string> {
  return {
    startsAt: appointment.starts_at.toISOString(),
    endsAt: appointment.ends_at.toISOString(),
    point: appointment.point,
    street: appointment.street,
    postcode: appointment.postcode,
    municipality: appointment.municipality,
    code: appointment.code,
    link: portalUrl(`/${appointment.language}/provider/entitlements/${appointment.entitlement_id}/ticket`),
  };
}
