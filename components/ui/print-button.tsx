'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Prints the page; without JavaScript it is not there, the browser's own menu is. */
export function PrintButton() {
  const t = useTranslations('ui');
  const [able, setAble] = useState(false);
  useEffect(() => setAble(true), []);
  if (!able) return null;
  return (
    <Button look="secondary" icon="print" className="no-print" onClick={() => window.print()}>
      {t('print')}
    </Button>
  );
}
