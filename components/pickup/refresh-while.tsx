'use client';

import { useEffect, useTransition } from 'react';
import { useRouter } from '#lib/i18n/navigation.ts';

/** Reads the page anew every other second while it stands there; without JavaScript a link beside it does. */
export function RefreshWhile() {
  const router = useRouter();
  const [reading, startReading] = useTransition();
  useEffect(() => {
    // A server that is slow to answer is not asked again meanwhile.
    if (reading) return;
    const timer = setTimeout(() => startReading(() => router.refresh()), 2_000);
    return () => clearTimeout(timer);
  }, [router, reading]);
  return null;
}
