import type { ReactNode } from 'react';

/** Widens the page's one column to what tables need; put around a staff area's layout. */
export function StaffArea({ children }: { children: ReactNode }) {
  return <div data-width="staff">{children}</div>;
}
