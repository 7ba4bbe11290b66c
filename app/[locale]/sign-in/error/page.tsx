import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInProblem, type SignInProblemKind, signInProblems } from '#components/auth/sign-in-problem.tsx';

interface SignInErrorPageProps {
  searchParams: Promise<{ error?: string | string[] }>;
}

export async function generateMetadata({ searchParams }: SignInErrorPageProps): Promise<Metadata> {
  const t = await getTranslations(`auth.${problemOf(await searchParams)}`);
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInErrorPage({ searchParams }: SignInErrorPageProps) {
  return <SignInProblem problem={problemOf(await searchParams)} />;
}

function problemOf({ error }: { error?: string | string[] }): SignInProblemKind {
  return signInProblems.find((known) => known === error) ?? 'failed';
}
