import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';

/**
 * What stands where a thing asked for does not exist. Public pages render it themselves: `notFound()` reaches the
 * browser as an empty document that only JavaScript fills.
 */
export function NotFoundMessage() {
  const t = useTranslations('shell.notFound');
  return (
    <>
      <title>{t('title')}</title>
      <PageHeading title={t('title')} lead={t('body')} />
      <LinkButton href="/">{t('home')}</LinkButton>
    </>
  );
}
