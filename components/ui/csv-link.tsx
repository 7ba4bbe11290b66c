import { useLocale, useTranslations } from 'next-intl';
import { buttonClass } from './button.tsx';
import { Icon } from './icon.tsx';
import { type Query, queryHref } from './query.ts';

interface CsvLinkProps {
  /** Without the language, as of any link: `/taskforce/claims.csv`. */
  href: string;
  /** What the table is filtered by, so that the file holds what is seen; its page is left out. */
  query?: Query | undefined;
  /** What it is called, where "download as CSV" does not say enough. */
  label?: string | undefined;
}

/** Downloads the table beside it, in the language it is read in. */
export function CsvLink({ href, query, label }: CsvLinkProps) {
  const locale = useLocale();
  const t = useTranslations('common.actions');
  return (
    <a
      className={buttonClass('secondary')}
      href={`/${locale}${href}${query ? queryHref(query, { page: undefined }) : ''}`}
      download
    >
      <Icon name="download" />
      <span>{label ?? t('downloadCsv')}</span>
    </a>
  );
}
