/** The zone of the country's days: cutoffs, slots and schedules are days and hours in Brussels. */
export const businessTimeZone = 'Europe/Brussels';
