import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { Day } from '#components/ui/day.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { TextLink } from '#components/ui/text-link.tsx';

export interface ClosedProgramme {
  code: string;
  /** Last day on which one could report, included. */
  lastOn: string;
  deliveryFromOn: string | null;
  deliveryLastOn: string | null;
}

/** Too late, or nothing open yet: since when, and what one can still do. */
export function ClaimClosed({ programmes }: { programmes: readonly ClosedProgramme[] }) {
  const t = useTranslations('claim.closed');
  const rules = useTranslations('rules.programmes');
  return (
    <div className="space-y-8">
      <Notice tone="attention" title={t(programmes.length > 0 ? 'title' : 'none')} large>
        {programmes.map(({ code, lastOn, deliveryFromOn, deliveryLastOn }) => (
          <p key={code}>
            <strong>{rules(code)}</strong>
            <br />
            {t.rich('until', { day: () => <Day value={lastOn} year /> })}
            {deliveryFromOn && deliveryLastOn && (
              <>
                {' '}
                {t.rich('delivery', {
                  from: () => <Day value={deliveryFromOn} />,
                  last: () => <Day value={deliveryLastOn} />,
                })}
              </>
            )}
          </p>
        ))}
      </Notice>
      <section>
        <h2 className="text-xl">{t('stillTitle')}</h2>
        <ul className="measure mt-3 list-disc space-y-3 pl-5">
          <li>
            {t('sentBefore')} <TextLink href="/claim/link">{t('sentBeforeLink')}</TextLink>
          </li>
          <li>
            {t('otherWay')} <TextLink href="/contact">{t('otherWayLink')}</TextLink>
          </li>
          <li>{t('lists')}</li>
          <li>{t('later')}</li>
        </ul>
      </section>
      <LinkButton href="/check">{t('check')}</LinkButton>
    </div>
  );
}
