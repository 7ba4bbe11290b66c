import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReviewPage } from '#components/claims/review-page.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { refusalChoices } from '#lib/claims/refusal-reasons.ts';
import { getClaimFile } from '#lib/claims/review-queries.ts';
import { listReviewers } from '#lib/claims/review-queue.ts';
import { reviewSearchSchema } from '#lib/claims/schema.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { reasonInWords } from '#lib/rules/words.ts';
import { acceptAction, askAction, assignAction, lookUpAction, refuseAction } from '../actions.ts';

interface ReviewPageProps {
  params: Promise<{ locale: Locale; reference: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ReviewPageProps): Promise<Metadata> {
  const [{ reference }, t] = await Promise.all([params, getTranslations('claim-review')]);
  return { title: t('metaTitle', { reference }) };
}

export default async function ClaimReviewPage({ params, searchParams }: ReviewPageProps) {
  const { locale, reference } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/claims/${reference}`);
  const { provider, done } = reviewSearchSchema.parse(await searchParams);
  const [claim, reviewers, words] = await Promise.all([
    orNotFound(getClaimFile(actor, { reference, providerId: provider })),
    listReviewers(actor),
    getTranslations(),
  ]);
  return (
    <ClientMessages namespaces={['claim', 'claim-review']}>
      <ReviewPage
        claim={claim}
        done={done}
        me={actor.userId}
        reviewers={reviewers}
        reasons={claim.rules.decision.reasons.map((reason) => ({
          code: reason.code,
          status: reason.status,
          text: reasonInWords(reason, words, locale),
        }))}
        refusals={await refusalChoices(claim.rules.conditions, claim.language)}
        files={`/${locale}/taskforce/claims/${claim.reference}/files`}
        actions={{
          assign: assignAction,
          ask: askAction,
          accept: acceptAction,
          refuse: refuseAction,
          lookUp: lookUpAction,
        }}
      />
    </ClientMessages>
  );
}
