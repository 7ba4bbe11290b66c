import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClaimPage } from '#components/claims/claim-page.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { findClaimByToken } from '#lib/claims/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { reasonInWords } from '#lib/rules/words.ts';
import { answerQuestionAction, appealClaimAction, confirmClaimAction, withdrawClaimAction } from './actions.ts';

interface ClaimStatusPageProps {
  params: Promise<{ locale: Locale; token: string }>;
}

// The address is the key to the page: it goes to no other site and into no index. Not `no-referrer`: with that a browser
// posts the page's own forms from the origin "null", which Next refuses.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim.status');
  return { title: t('title'), referrer: 'same-origin', robots: { index: false, follow: false } };
}

export default async function ClaimStatusPage({ params }: ClaimStatusPageProps) {
  const { locale, token } = await params;
  const [claim, words, t] = await Promise.all([
    findClaimByToken(token),
    getTranslations(),
    getTranslations('claim.unknown'),
  ]);
  if (!claim) {
    return (
      <>
        <PageHeading title={t('title')} />
        <Notice tone="attention" title={t('what')} large>
          <p>{t('body')}</p>
          <p>
            <TextLink href="/claim/link">{t('link')}</TextLink>
          </p>
        </Notice>
      </>
    );
  }
  return (
    <ClientMessages namespaces={['claim']}>
      <ClaimPage
        claim={claim}
        token={token}
        reasons={claim.accepted?.reasons.map((reason) => reasonInWords(reason, words, locale)) ?? []}
        confirm={confirmClaimAction}
        withdraw={withdrawClaimAction}
        answer={answerQuestionAction}
        appeal={appealClaimAction}
      />
    </ClientMessages>
  );
}
