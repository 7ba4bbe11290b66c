import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { classes } from '#components/ui/classes.ts';

export interface ChoiceLink {
  key: string;
  href: string;
  label: ReactNode;
  hint: ReactNode;
  current: boolean;
}

/** What one chooses by following a link, the choice in the address: it can be sent on and works without JavaScript. */
export function ChoiceLinks({ label, links }: { label: string; links: readonly ChoiceLink[] }) {
  return (
    <nav aria-label={label}>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {links.map(({ key, href, label: text, hint, current }) => (
          <li key={key}>
            <NextLink
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={current ? 'true' : undefined}
              className={classes(
                'block h-full min-h-11 rounded border-2 px-3 py-2',
                current ? 'border-accent bg-accent-ground font-semibold' : 'border-line hover:border-ink',
              )}
            >
              <span className="block">{text}</span>
              <span className="block font-normal text-sm text-soft">{hint}</span>
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
