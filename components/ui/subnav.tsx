import { Link } from '#lib/i18n/navigation.ts';
import { classes } from './classes.ts';
import { Badge } from './status.tsx';

export interface SubnavItem {
  href: string;
  label: string;
  current?: boolean | undefined;
  count?: number | undefined;
}

/** The parts of one area. Links, not tabs: each part has its own address. */
export function Subnav({ label, items }: { label: string; items: readonly SubnavItem[] }) {
  return (
    <nav aria-label={label} className="border-line border-b">
      <ul className="flex flex-wrap gap-x-6">
        {items.map(({ href, label: text, current, count }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? 'page' : undefined}
              className={classes(
                'inline-flex min-h-11 items-center gap-2 border-b-4',
                current ? 'border-accent font-semibold' : 'border-transparent text-accent hover:border-line',
              )}
            >
              {text}
              {count !== undefined && <Badge>{count}</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
