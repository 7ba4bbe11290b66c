import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** Why it is empty. */
  title: ReactNode;
  /** What fills it. */
  children?: ReactNode;
  /** The way to it, where there is one. */
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded border-2 border-line border-dashed bg-ground p-6">
      <p className="font-semibold">{title}</p>
      {children && <div className="measure mt-1 text-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
