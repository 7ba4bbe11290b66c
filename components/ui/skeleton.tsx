import { useTranslations } from 'next-intl';

/**
 * Stands in for what is being fetched, after 300 ms. Only where JavaScript is a given (staff pages): what streams in
 * behind it never arrives without.
 */
export function Skeleton({ lines = 6 }: { lines?: number | undefined }) {
  const t = useTranslations('ui');
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <div key={line} className="skeleton h-6" style={{ width: `${100 - ((line * 17) % 45)}%` }} />
      ))}
    </div>
  );
}
