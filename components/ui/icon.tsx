import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import type { Tone } from './tone.ts';

const shapes = {
  // The shapes of the states differ in outline, so that they can be told apart in grey and at a glance.
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v6M12 7.2v.1" />
    </>
  ),
  good: <path d="m4 12.5 5.5 5.5L20 6.5" />,
  attention: (
    <>
      <path d="M12 3.5 22 20.5H2z" />
      <path d="M12 10v5M12 17.8v.1" />
    </>
  ),
  wrong: (
    <>
      <path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z" />
      <path d="m9 9 6 6m0-6-6 6" />
    </>
  ),
  neutral: <path d="M5 12h14" />,
  'arrow-right': <path d="M4 12h15m-6-6 6 6-6 6" />,
  'arrow-left': <path d="M20 12H5m6-6-6 6 6 6" />,
  'chevron-right': <path d="m9 5 7 7-7 7" />,
  'chevron-down': <path d="m5 9 7 7 7-7" />,
  up: <path d="M12 20V5m-6 6 6-6 6 6" />,
  down: <path d="M12 4v15m6-6-6 6-6-6" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  calendar: <path d="M4 6h16v14H4zM4 10.5h16M8.5 3v4m7-4v4" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.5l3.5 2" />
    </>
  ),
  pin: (
    <>
      <path d="M12 21.5s7-6.7 7-12a7 7 0 0 0-14 0c0 5.3 7 12 7 12z" />
      <circle cx="12" cy="9.5" r="2.5" />
    </>
  ),
  parcel: <path d="m3 7.5 9-4.5 9 4.5v9L12 21l-9-4.5zm0 0 9 4.5 9-4.5M12 12v9" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c.5-5 3.5-7 8-7s7.5 2 8 7" />
    </>
  ),
  mail: <path d="M3 5.5h18v13H3zm0 .5 9 7 9-7" />,
  file: <path d="M6 3h8l4.5 4.5V21H6zm8 0v5h4.5" />,
  download: <path d="M12 3v12m-5-5 5 5 5-5M4 20.5h16" />,
  print: <path d="M7 9V3h10v6M7 17H3.5V9h17v8H17M7 14h10v7H7z" />,
  external: <path d="M13 4h7v7m0-7-9 9M10 5H4v15h15v-6" />,
  plus: <path d="M12 4v16M4 12h16" />,
  close: <path d="m5 5 14 14M19 5 5 19" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

const stateIcons: Record<Tone, IconName> = {
  neutral: 'neutral',
  info: 'info',
  good: 'good',
  attention: 'attention',
  wrong: 'wrong',
};

/** A line shape, never read aloud: the word stands beside it. Sized by the text it stands in unless a class says otherwise. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" className={classes('icon', className)} aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** The shape that goes with a state. */
export function ToneIcon({ tone, className }: { tone: Tone; className?: string | undefined }) {
  return <Icon name={stateIcons[tone]} className={className} />;
}
