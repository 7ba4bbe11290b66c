import { useTranslations } from 'next-intl';
import { Instant } from '#components/ui/day.tsx';
import type { ClaimView } from '#lib/claims/queries.ts';

/** What happened with a claim, in the person's words, the newest last. */
export function ClaimHistory({ history }: { history: ClaimView['history'] }) {
  const t = useTranslations('claim.events');
  return (
    <ol className="border-line border-l-4">
      {history.map(({ id, kind, at, text }) => (
        <li key={id} className="pb-5 pl-4 last:pb-0">
          <p className="font-semibold">{t(kind)}</p>
          <p className="text-sm text-soft">
            <Instant value={at} />
          </p>
          {text && <p className="measure mt-1 whitespace-pre-line">{text}</p>}
        </li>
      ))}
    </ol>
  );
}
