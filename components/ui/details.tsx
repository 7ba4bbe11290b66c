import type { ReactNode } from 'react';
import { classes } from './classes.ts';

interface DetailsProps {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean | undefined;
  className?: string | undefined;
}

/** What supports an answer, folded away until wanted. Native, so that it opens without JavaScript. */
export function Details({ summary, children, open, className }: DetailsProps) {
  return (
    <details open={open} className={classes('fold', className)}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
