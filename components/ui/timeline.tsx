import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Day } from './day.tsx';
import { Icon } from './icon.tsx';

export interface Moment {
  key: string;
  /** A calendar day, `2020-06-20`. */
  on: string;
  title: ReactNode;
  detail?: ReactNode;
}

type Place = 'past' | 'today' | 'ahead';

/** The dates that matter in their order, with today among them: what is past has a tick, what is ahead an open ring. */
export function Timeline({ label, moments, today }: { label: string; moments: readonly Moment[]; today: string }) {
  const t = useTranslations('ui.timeline');
  const sorted = [...moments].sort((a, b) => a.on.localeCompare(b.on));
  const behind = sorted.filter(({ on }) => on < today);
  const rest = sorted.filter(({ on }) => on >= today);
  const todayIsNamed = rest[0]?.on === today;
  return (
    <ol aria-label={label} className="grid sm:auto-cols-fr sm:grid-flow-col">
      {behind.map((moment) => (
        <Stop key={moment.key} moment={moment} place="past" said={t('past')} />
      ))}
      {!todayIsNamed && <Stop moment={{ key: 'today', on: today, title: t('today') }} place="today" said="" />}
      {rest.map((moment) => {
        const place = moment.on === today ? 'today' : 'ahead';
        return (
          <Stop key={moment.key} moment={moment} place={place} said={place === 'today' ? t('today') : t('ahead')} />
        );
      })}
    </ol>
  );
}

function Stop({ moment, place, said }: { moment: Moment; place: Place; said: string }) {
  return (
    <li
      aria-current={place === 'today' ? 'date' : undefined}
      className={classes(
        'relative pb-6 pl-10 last:pb-0 sm:pt-10 sm:pr-4 sm:pb-0 sm:pl-0',
        // The line runs from each stop to the next, down on a phone and across elsewhere.
        'before:absolute before:top-4 before:bottom-[-1rem] before:left-[0.8125rem] before:border-edge before:border-l-2 last:before:hidden',
        'sm:before:top-[0.8125rem] sm:before:right-[-0.875rem] sm:before:bottom-auto sm:before:left-3.5 sm:before:border-t-2 sm:before:border-l-0',
        place !== 'past' && 'before:border-dashed',
      )}
    >
      <Mark place={place} />
      <p className={classes('text-sm', place === 'today' ? 'font-semibold text-accent' : 'text-soft')}>
        <Day value={moment.on} />
        {said !== '' && (place === 'today' ? <> · {said}</> : <span className="sr-only"> ({said})</span>)}
      </p>
      <p className={place === 'past' ? 'text-soft' : 'font-semibold'}>{moment.title}</p>
      {moment.detail && <p className="text-sm text-soft">{moment.detail}</p>}
    </li>
  );
}

function Mark({ place }: { place: Place }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        'absolute top-0 left-0 flex size-7 items-center justify-center rounded-full border-2 bg-paper',
        place === 'past' && 'border-edge text-soft',
        place === 'today' && 'border-accent bg-accent',
        place === 'ahead' && 'border-accent',
      )}
    >
      {place === 'past' && <Icon name="good" className="size-4 align-middle" />}
      {place === 'today' && <span className="size-3 rounded-full bg-halo" />}
    </span>
  );
}
