import type { ReactNode } from 'react';

interface PageHeadingProps {
  title: ReactNode;
  /** What the page is for, in a sentence. */
  lead?: ReactNode;
  /** Above the title: whose page this is, what it belongs to. */
  over?: ReactNode;
  /** The one or two things to do here. */
  actions?: ReactNode;
}

export function PageHeading({ title, lead, over, actions }: PageHeadingProps) {
  return (
    <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0">
        {over && <p className="text-soft">{over}</p>}
        <h1 className="text-2xl">{title}</h1>
        {lead && <p className="measure mt-3 text-lg text-soft">{lead}</p>}
      </div>
      {actions && <div className="no-print flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
