import { useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { Instant } from '#components/ui/day.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#lib/i18n/navigation.ts';

export interface DemonstrationStep {
  /** The key the action expects. */
  value: string;
  /** The day it goes to, `2020-07-06`. */
  on: string;
  current: boolean;
}

interface DemonstrationBarProps {
  /** The time of the story, ISO 8601. */
  now: string;
  steps: readonly DemonstrationStep[];
  /** Receives `step` and `locale`; comes back to the page it was called from. */
  action: (formData: FormData) => void | Promise<void>;
  locale: string;
  /** Where the demonstration people are. */
  peopleHref: string;
  /** The inbox of the demonstration, another server's address. */
  inboxHref?: string | undefined;
}

/** Says what day it is in the story, and steps to another; stepping back undoes nothing, and it says so. */
export function DemonstrationBar({ now, steps, action, locale, peopleHref, inboxHref }: DemonstrationBarProps) {
  const t = useTranslations('common.demonstration');
  const story = useTranslations('demonstration');
  const format = useCalendarFormat();
  const quiet = 'inline-flex min-h-11 items-center px-1 underline underline-offset-4';
  return (
    <section
      aria-label={t('label')}
      className="no-print border-attention border-b-2 bg-attention-ground text-sm [--column:75rem]"
    >
      <div className="column flex flex-wrap items-center gap-x-5">
        <p className="flex items-center gap-2 py-2">
          <Icon name="clock" className="text-attention" />
          <span>
            <strong>{t('label')}</strong> · <Instant value={now} />
          </span>
        </p>
        <form action={action} className="flex flex-wrap gap-x-2">
          <input type="hidden" name="locale" value={locale} />
          {steps.map(({ value, on, current }) => (
            <button
              key={value}
              type="submit"
              name="step"
              value={value}
              aria-current={current ? 'true' : undefined}
              title={t('stepHint')}
              className={`min-h-11 cursor-pointer border-b-4 px-2 ${current ? 'border-attention font-bold' : 'border-transparent underline underline-offset-4 hover:border-attention'}`}
            >
              {format(new Date(`${on}T12:00:00Z`), { day: 'numeric', month: 'long' })}
            </button>
          ))}
          <span className="sr-only self-center text-soft lg:not-sr-only">{story('steppingBack')}</span>
        </form>
        <Link href={peopleHref} prefetch={false} className={quiet}>
          {t('people')}
        </Link>
        {inboxHref && (
          <a href={inboxHref} className={quiet}>
            {t('inbox')}
          </a>
        )}
      </div>
    </section>
  );
}
