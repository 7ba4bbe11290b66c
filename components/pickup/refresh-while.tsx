'use client';

import { useEffect } from 'react';
import { useRouter } from '#lib/i18n/navigation.ts';

/** Reads the page anew every other second while it stands there; without JavaScript a link beside it does. */
export function RefreshWhile() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 2_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
