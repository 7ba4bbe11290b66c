import NextLink from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from './icon.tsx';
import { type Query, queryHref } from './query.ts';

interface PaginationProps {
  page: number;
  pageCount: number;
  /** How many there are in all, across pages. */
  total: number;
  /** The query of this view; only `parameter` changes. */
  query: Query;
  parameter?: string | undefined;
}

/** The pages of a long list, in the address; of an empty one the table says enough. */
export function Pagination({ page, pageCount, total, query, parameter = 'page' }: PaginationProps) {
  const t = useTranslations('ui.pagination');
  const href = (to: number) => queryHref(query, { [parameter]: to === 1 ? undefined : String(to) });
  if (total === 0) return null;
  if (pageCount <= 1) return <p className="text-sm text-soft">{t('total', { total })}</p>;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center justify-between gap-4 text-sm">
      <PageLink href={page > 1 ? href(page - 1) : undefined} rel="prev">
        <Icon name="arrow-left" />
        {t('previous')}
      </PageLink>
      <p>{t('position', { page, pageCount, total })}</p>
      <PageLink href={page < pageCount ? href(page + 1) : undefined} rel="next">
        {t('next')}
        <Icon name="arrow-right" />
      </PageLink>
    </nav>
  );
}

function PageLink({ href, rel, children }: { href: string | undefined; rel: string; children: React.ReactNode }) {
  const className = 'inline-flex min-h-11 items-center gap-2';
  if (!href) return <span className={`${className} invisible`}>{children}</span>;
  return (
    <NextLink href={href} rel={rel} prefetch={false} className={`link ${className}`}>
      {children}
    </NextLink>
  );
}
