import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';

export const signInProblems = ['expired', 'denied', 'failed', 'not-allowed'] as const;
export type SignInProblemKind = (typeof signInProblems)[number];

/** Why someone is not signed in, or not as who may see a page, and what to do. */
export function SignInProblem({ problem }: { problem: SignInProblemKind }) {
  const t = useTranslations('auth');
  const common = useTranslations('shell');
  return (
    <>
      <PageHeading title={t(`${problem}.title`)} lead={t(`${problem}.body`)} />
      <p className="measure mb-6">{t(`${problem}.todo`)}</p>
      <p className="flex flex-wrap items-center gap-6">
        <LinkButton href="/sign-in">{t(problem === 'not-allowed' ? 'not-allowed.own' : 'expired.again')}</LinkButton>
        {problem !== 'expired' && <TextLink href="/contact">{common('contact')}</TextLink>}
      </p>
    </>
  );
}
