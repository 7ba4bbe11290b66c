import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Reason } from '#lib/rules/reasons.ts';

/** What would settle each condition that is not met or not known; nothing where all are met. */
export function SettlingList({ reasons, title }: { reasons: readonly Reason[]; title: ReactNode }) {
  const t = useTranslations('why.settle');
  const open = reasons.filter(({ status }) => status !== 'met');
  if (open.length === 0) return null;
  return (
    <div className="space-y-2">
      {title}
      <ul className="list-disc space-y-1 pl-5">
        {open.map(({ rule, status }) => (
          <li key={rule}>{t(rule, { status })}</li>
        ))}
      </ul>
    </div>
  );
}
