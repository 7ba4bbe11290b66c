import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ChangedSince } from '#components/eligibility/changed-since.tsx';
import { SettlingList } from '#components/eligibility/settling-list.tsx';
import { useRegisterName } from '#components/eligibility/use-register-name.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Unlisted } from '#lib/eligibility/own-unlisted.ts';
import type { ClaimWindow } from '#lib/programmes/claim-window.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { Reasons } from './reasons.tsx';

/** A programme under which the person is on no list: what is missing, what can be done until when, and why. */
export function UnlistedCard({ unlisted }: { unlisted: Unlisted }) {
  const t = useTranslations('provider');
  const programmes = useTranslations('rules.programmes');
  const { programmeCode } = unlisted;
  return (
    <section aria-labelledby={`unlisted-${programmeCode}`} className="space-y-6 border-line border-t-4 pt-6">
      <h2 id={`unlisted-${programmeCode}`} className="text-xl">
        {programmes(programmeCode)}
      </h2>
      <Notice tone="attention" title={t('unlisted.title')} headingLevel={3} large>
        <UnlistedNext unlisted={unlisted} />
      </Notice>
      <WhyUnlisted unlisted={unlisted} />
    </section>
  );
}

/** What is missing of somebody on no list, and what they did or can do about it. */
export function UnlistedNext({ unlisted: { practices, claim, window } }: { unlisted: Unlisted }) {
  const t = useTranslations('provider.unlisted');
  const facts = useTranslations('rules.missing');
  const statuses = useTranslations('claim.statuses');
  const format = useFormatter();
  const missing = [...new Set(practices.flatMap(({ decision }) => decision.missing))];
  return (
    <>
      {missing.length > 0 && <p>{t('missing', { facts: format.list(missing.map((fact) => facts(fact))) })}</p>}
      {claim ? (
        <p>{t('claim', { reference: claim.reference, status: statuses(claim.status) })}</p>
      ) : (
        <Todo window={window} />
      )}
    </>
  );
}

/**
 * Why somebody is on no list: which registers know them, which condition is not met or what is missing, and what would
 * settle it. Not what a register says: that is the source's to tell.
 */
export function WhyUnlisted({ unlisted: { registers, practices } }: { unlisted: Unlisted }) {
  const t = useTranslations('provider.why');
  const professions = useTranslations('professions');
  const why = useTranslations('why');
  return (
    <>
      <div className="space-y-3">
        <h3 className="text-lg">{why('registers.title')}</h3>
        <KnownBy registers={registers} />
      </div>
      {practices.map(({ professionCode, decision, since }) => (
        <div key={professionCode} className="space-y-3">
          <h3 className="text-lg">
            {t('unlisted')}
            {practices.length > 1 && professionCode !== null && ` – ${professions(`${professionCode}.name`)}`}
          </h3>
          {decision.outcome === 'eligible' && <p className="measure">{why('eligible')}</p>}
          <ChangedSince since={since} />
          <Reasons decision={decision} withoutValues />
          <SettlingList reasons={decision.reasons} title={<h4 className="font-semibold">{why('settleTitle')}</h4>} />
        </div>
      ))}
    </>
  );
}

function KnownBy({ registers }: { registers: readonly string[] }) {
  const t = useTranslations('why.registers');
  const nameOf = useRegisterName();
  const format = useFormatter();
  if (registers.length === 0) return <p>{t('none')}</p>;
  return <p>{t('known', { registers: format.list(registers.map(nameOf)) })}</p>;
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
