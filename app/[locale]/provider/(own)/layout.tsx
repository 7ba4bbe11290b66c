import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AreaNav } from '#components/shell/area-nav.tsx';
import { SignedIn } from '../../sign-in/signed-in.tsx';

/** Around the pages of somebody's own; each page guards itself, since a layout is not asked again on the way between them. */
export default async function ProviderLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('provider.nav');
  return (
    <>
      <SignedIn />
      <AreaNav
        label={t('label')}
        links={[
          { href: '/provider', label: t('overview') },
          { href: '/provider/details', label: t('details') },
        ]}
      />
      {children}
    </>
  );
}
