import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClaimClosed } from '#components/claims/claim-closed.tsx';
import { ClaimForm } from '#components/claims/claim-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { statementHint } from '#lib/claims/statement-hint.ts';
import { findCarriedToClaim } from '#lib/eligibility/carry-to-claim.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { claimWindow } from '#lib/programmes/claim-window.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { submitClaimAction } from './actions.ts';

// Whether it is too late changes with the clock.
export const dynamic = 'force-dynamic';

interface ClaimPageProps {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim');
  return { title: t('title') };
}

export default async function ClaimPage({ params }: ClaimPageProps) {
  const { locale } = await params;
  const [words, t, rules, professions, now, programmes, carried] = await Promise.all([
    getTranslations(),
    getTranslations('claim'),
    getTranslations('rules.programmes'),
    getTranslations('professions'),
    businessNow(),
    loadProgrammeFacts(),
    findCarriedToClaim(),
  ]);
  const known = programmes.map((programme) => ({ programme, window: claimWindow(programme, now) }));
  const open = known.flatMap(({ programme: { code, ruleSet }, window }) =>
    window.state === 'open' ? [{ value: code, label: rules(code), lastOn: window.lastOn, ruleSet }] : [],
  );
  if (open.length === 0) {
    const closed = known.flatMap(({ programme: { code, deliveryFromOn, deliveryLastOn }, window }) =>
      window.state === 'closed' ? [{ code, lastOn: window.lastOn, deliveryFromOn, deliveryLastOn }] : [],
    );
    return (
      <>
        <PageHeading title={t('title')} />
        <ClaimClosed programmes={closed} />
      </>
    );
  }
  return (
    <ClientMessages namespaces={['claim']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      <div className="measure mb-10 space-y-3">
        <p>{t('before')}</p>
        <p>
          {t('known')} <TextLink href="/claim/link">{t('knownLink')}</TextLink>
        </p>
        <p>
          {t('privacy')} <TextLink href="/privacy">{t('privacyLink')}</TextLink>
        </p>
      </div>
      <ClaimForm
        action={submitClaimAction}
        carried={carried}
        statementHint={statementHint(
          open.map(({ ruleSet }) => ruleSet),
          dayOf(now),
          words,
          locale,
        )}
        programmes={open.map(({ value, label, lastOn }) => ({
          value,
          label,
          hint: lastOn === null ? t('noLastDay') : t('lastDay', { day: dayInWords(lastOn, locale) }),
        }))}
        professions={professionCodes.map((code) => ({ value: code, label: professions(`${code}.name`) }))}
      />
    </ClientMessages>
  );
}
