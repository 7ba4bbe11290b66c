import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AreaNav } from '#components/shell/area-nav.tsx';
import { StaffArea } from '#components/shell/staff-area.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** The parts of the area, in the order of a day's work. */
const parts = ['day', 'slots', 'points', 'schedule', 'stock'] as const;

/** Around the pages of a province's staff; each page guards itself. */
export default async function ProvinceLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('province.nav');
  return (
    <StaffArea>
      <SignedIn />
      <AreaNav
        label={t('label')}
        links={[
          { href: '/province', label: t('overview') },
          ...parts.map((part) => ({ href: `/province/${part}`, label: t(part) })),
        ]}
      />
      {children}
    </StaffArea>
  );
}
