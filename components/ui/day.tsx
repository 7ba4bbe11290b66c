import { useCalendarFormat } from './calendar-format.ts';

interface DayProps {
  /** A calendar day, `2020-06-20`. */
  value: string;
  /** `long` says the weekday ("Saturday 20 June"), `short` is for tables ("20/06/2020"). */
  look?: 'long' | 'short' | undefined;
  /** The year is left out where it can't be mistaken. */
  year?: boolean | undefined;
}

/** A day in words. A day has no zone: it is the same day wherever one reads it. */
export function Day({ value, look = 'long', year = false }: DayProps) {
  const format = useCalendarFormat();
  const noon = new Date(`${value}T12:00:00Z`);
  const options =
    look === 'short'
      ? ({ dateStyle: 'short' } as const)
      : ({ weekday: 'long', day: 'numeric', month: 'long', ...(year ? { year: 'numeric' as const } : {}) } as const);
  return <time dateTime={value}>{format(noon, { ...options, timeZone: 'UTC' })}</time>;
}

interface InstantProps {
  /** An instant, ISO 8601. */
  value: string;
  look?: 'long' | 'short' | 'time' | undefined;
}

/** An instant by the clocks of Brussels. */
export function Instant({ value, look = 'long' }: InstantProps) {
  const format = useCalendarFormat();
  const options =
    look === 'time'
      ? ({ hour: '2-digit', minute: '2-digit' } as const)
      : look === 'short'
        ? ({ dateStyle: 'short', timeStyle: 'short' } as const)
        : ({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const);
  return <time dateTime={value}>{format(new Date(value), options)}</time>;
}
