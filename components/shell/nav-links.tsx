'use client';

import { classes } from '#components/ui/classes.ts';
import { Link, usePathname } from '#lib/i18n/navigation.ts';

export interface NavLink {
  href: string;
  label: string;
  /** Marked on its own page alone, not on the pages below it: an area's first page. */
  exact?: boolean | undefined;
}

/** Knows where one is, which a layout that is rendered once for all pages can't. */
export function NavLinks({ links }: { links: readonly NavLink[] }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-wrap gap-x-5 sm:gap-x-7">
      {links.map(({ href, label, exact }) => {
        const here = pathname === href || (!exact && pathname.startsWith(`${href}/`));
        return (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={pathname === href ? 'page' : undefined}
              className={classes(
                'inline-flex min-h-11 items-center border-b-4 text-sm',
                here ? 'border-accent font-semibold' : 'border-transparent text-accent hover:border-line',
              )}
            >
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
