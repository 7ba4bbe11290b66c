import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Unlisted } from '#lib/entitlements/queries.ts';
import type { ClaimWindow } from '#lib/programmes/claim-window.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { Reasons } from './reasons.tsx';

/** A programme under which the person is on no list: why, and what can be done until when. */
export function UnlistedCard({ unlisted, window }: { unlisted: Unlisted; window: ClaimWindow }) {
  const t = useTranslations('provider');
  const programmes = useTranslations('rules.programmes');
  const facts = useTranslations('rules.missing');
  const statuses = useTranslations('claim.statuses');
  const format = useFormatter();
  const { programmeCode, decision, claim } = unlisted;
  return (
    <section aria-labelledby={`unlisted-${programmeCode}`} className="space-y-6 border-line border-t-4 pt-6">
      <h2 id={`unlisted-${programmeCode}`} className="text-xl">
        {programmes(programmeCode)}
      </h2>
      <Notice tone="attention" title={t('unlisted.title')} headingLevel={3} large>
        {decision.missing.length > 0 && (
          <p>{t('unlisted.missing', { facts: format.list(decision.missing.map((fact) => facts(fact))) })}</p>
        )}
        {claim ? (
          <p>{t('unlisted.claim', { reference: claim.reference, status: statuses(claim.status) })}</p>
        ) : (
          <Todo window={window} />
        )}
      </Notice>
      <div className="space-y-3">
        <h3 className="text-lg">{t('why.unlisted')}</h3>
        <Reasons decision={decision} />
      </div>
    </section>
  );
}

function Todo({ window }: { window: ClaimWindow }) {
  const t = useTranslations('provider.unlisted');
  const locale = useLocale();
  if (window.state === 'open') {
    return (
      <>
        <p>{window.lastOn === null ? t('open') : t('until', { day: dayInWords(window.lastOn, locale) })}</p>
        <LinkButton href="/claim">{t('report')}</LinkButton>
      </>
    );
  }
  return (
    <>
      {window.state === 'closed' && <p>{t('closed', { day: dayInWords(window.lastOn, locale) })}</p>}
      <LinkButton look="secondary" href="/contact">
        {t('contact')}
      </LinkButton>
    </>
  );
}
