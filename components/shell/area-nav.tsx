'use client';

import { classes } from '#components/ui/classes.ts';
import { Link, usePathname } from '#lib/i18n/navigation.ts';
import { currentOf } from './current.ts';

interface NavLink {
  href: string;
  label: string;
}

/** The parts of an area that is signed in to. One is current: that whose address is the longest beginning of the page's. */
export function AreaNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  const pathname = usePathname();
  const [current] = links
    .filter(({ href }) => currentOf(href, pathname) !== undefined)
    .toSorted((a, b) => b.href.length - a.href.length);
  return (
    <nav aria-label={label} className="no-print mb-8 border-line border-b">
      <ul className="flex flex-wrap gap-x-6">
        {links.map(({ href, label: text }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={href === current?.href ? currentOf(href, pathname) : undefined}
              className={classes(
                'inline-flex min-h-11 items-center border-b-4',
                href === current?.href
                  ? 'border-accent font-semibold'
                  : 'border-transparent text-accent hover:border-line',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
