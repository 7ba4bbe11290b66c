import { useTranslations } from 'next-intl';
import { Link } from '#lib/i18n/navigation.ts';

export interface Crumb {
  href: string;
  label: string;
}

/** The way up; the page itself is not repeated, its heading follows. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations('ui');
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol className="flex flex-wrap items-center gap-x-2 text-sm">
        {crumbs.map(({ href, label }, index) => (
          <li key={href} className="flex items-center gap-2">
            {index > 0 && (
              <span aria-hidden="true" className="text-soft">
                ›
              </span>
            )}
            <Link href={href} prefetch={false} className="link inline-block py-2">
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
