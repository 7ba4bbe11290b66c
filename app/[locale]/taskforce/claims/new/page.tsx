import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EntryForm } from '#components/claims/entry-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listEnterableProgrammes } from '#lib/claims/queries.ts';
import { statementHint } from '#lib/claims/statement-hint.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { enterClaimAction } from '../actions.ts';

interface EntryPageProps {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim-review.entry');
  return { title: t('title') };
}

export default async function EntryPage({ params }: EntryPageProps) {
  const { locale } = await params;
  await requireAdministrator(locale, '/taskforce/claims/new');
  const [words, t, claim, rules, professions, programmes, facts, now] = await Promise.all([
    getTranslations(),
    getTranslations('claim-review.entry'),
    getTranslations('claim'),
    getTranslations('rules.programmes'),
    getTranslations('professions'),
    listEnterableProgrammes(),
    loadProgrammeFacts(),
    businessNow(),
  ]);
  const enterable = programmes.map(({ code }) => code);
  return (
    <ClientMessages namespaces={['claim', 'claim-review']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      {programmes.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <EntryForm
          action={enterClaimAction}
          programmes={programmes.map(({ code, lastOn }) => ({
            value: code,
            label: rules(code),
            hint: lastOn === null ? claim('noLastDay') : claim('lastDay', { day: dayInWords(lastOn, locale) }),
          }))}
          statementHint={statementHint(
            facts.filter(({ code }) => enterable.includes(code)).map(({ ruleSet }) => ruleSet),
            dayOf(now),
            words,
            locale,
          )}
          professions={professionCodes.map((code) => ({ value: code, label: professions(`${code}.name`) }))}
        />
      )}
    </ClientMessages>
  );
}
