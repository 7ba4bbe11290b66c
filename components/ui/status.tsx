import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { ToneIcon } from './icon.tsx';
import { type Tone, toneBorder, toneGround, toneText } from './tone.ts';

/** The state of a thing, in one word with its shape. */
export function Status({ tone = 'neutral', children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 whitespace-nowrap rounded border px-2 py-0.5 font-semibold text-sm',
        toneText[tone],
        toneBorder[tone],
        toneGround[tone],
      )}
    >
      <ToneIcon tone={tone} className="size-[1em] align-[-0.1em]" />
      {children}
    </span>
  );
}

/** A small count or label without a state. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block min-w-6 rounded-full bg-accent-ground px-2 text-center font-semibold text-accent text-xs tabular-nums">
      {children}
    </span>
  );
}
