import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { PeopleList } from '#components/demonstration/people-list.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { isDemonstration } from '#lib/demo/demonstration.ts';
import { demonstrationNumbers, demonstrationPeople } from '#lib/demo/people.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('demonstration');
  return { title: t('title'), robots: { index: false } };
}

interface DemonstrationPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ refused?: string | string[] }>;
}

export default async function DemonstrationPage({ params, searchParams }: DemonstrationPageProps) {
  await connection();
  if (!(await isDemonstration())) notFound();
  const [{ locale }, { refused }, t] = await Promise.all([params, searchParams, getTranslations('demonstration')]);
  const people = demonstrationPeople.map(({ key, landing }) => ({
    key,
    landing,
    number: Object.entries(demonstrationNumbers).find(([name]) => name === key)?.[1],
  }));
  const groups = [
    { title: t('providers'), people: people.filter(({ landing }) => landing === '/provider') },
    { title: t('staff'), people: people.filter(({ landing }) => landing === '/province') },
    { title: t('administrators'), people: people.filter(({ landing }) => landing === '/taskforce') },
  ];
  const inbox = process.env.PORTAL_INBOX_URL;
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      {refused === 'person-unknown' && (
        <Notice tone="attention" title={t('refused.person-unknown.title')} live>
          <p>{t('refused.person-unknown.body')}</p>
        </Notice>
      )}
      <PeopleList groups={groups} action={`/${locale}/demonstration/sign-in`} />
      <Part title={t('public')} body={t('publicBody')} />
      <Part title={t('inboxTitle')} body={t('inboxBody')}>
        {inbox && (
          <LinkButton href={inbox} look="secondary">
            {t('inbox')}
          </LinkButton>
        )}
      </Part>
      <Part title={t('clockTitle')} body={t('clockBody')} />
    </>
  );
}

function Part({ title, body, children }: { title: string; body: string; children?: React.ReactNode }) {
  return (
    <section className="mt-10 space-y-3">
      <h2 className="text-xl">{title}</h2>
      <p className="measure">{body}</p>
      {children}
    </section>
  );
}
