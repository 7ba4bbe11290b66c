import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

interface DetailsProps {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean | undefined;
  className?: string | undefined;
}

/** What supports an answer, folded away until wanted. Native, so that it opens without JavaScript. */
export function Details({ summary, children, open, className }: DetailsProps) {
  return (
    <details open={open} className={classes('group', className)}>
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-2 py-2 font-semibold text-accent [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="group-open:rotate-90" />
        <span className="underline underline-offset-4">{summary}</span>
      </summary>
      <div className="mt-1 space-y-3 border-line border-l-4 py-1 pl-4">{children}</div>
    </details>
  );
}
