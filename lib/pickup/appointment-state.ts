import type { OwnBooking } from './queries.ts';

/** `arrived` once the counter noted it; `past` when the time went by without. */
export type AppointmentState = 'ahead' | 'past' | 'arrived';

/** How an appointment stands at an instant, told alike wherever one's own is shown. */
export function appointmentState(
  { checkedInAt, endsAt }: Pick<OwnBooking, 'checkedInAt' | 'endsAt'>,
  now: Date,
): AppointmentState {
  if (checkedInAt !== null) return 'arrived';
  return endsAt.getTime() <= now.getTime() ? 'past' : 'ahead';
}
