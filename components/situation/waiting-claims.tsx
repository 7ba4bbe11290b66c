import { useFormatter, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import type { WaitingClaims } from '#lib/claims/waiting.ts';

interface WaitingClaimsCardProps {
  claims: WaitingClaims;
  /** The present instant in business time. */
  now: Date;
}

/** How much waits for a reviewer, and how long already. */
export function WaitingClaimsCard({ claims, now }: WaitingClaimsCardProps) {
  const t = useTranslations('situation.claims');
  const format = useFormatter();
  const { waiting, withThePerson, oldestSince } = claims;
  return (
    <section aria-labelledby="waiting-claims" className="space-y-3 rounded border-2 border-edge p-4">
      <h2 id="waiting-claims" className="text-lg">
        {t('title')}
      </h2>
      <p className="text-xl">{t('waiting', { waiting })}</p>
      {oldestSince && <p>{t('oldest', { age: format.relativeTime(oldestSince < now ? oldestSince : now, now) })}</p>}
      {withThePerson > 0 && <p className="text-soft">{t('withThePerson', { count: withThePerson })}</p>}
      <LinkButton href="/taskforce/claims" look="secondary" iconAfter="arrow-right">
        {t('go')}
      </LinkButton>
    </section>
  );
}
