import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { richText } from '#components/ui/rich-text.tsx';
import { TextLink } from '#components/ui/text-link.tsx';

const ways = [
  { href: '/check', key: 'check' },
  { href: '/claim', key: 'claim' },
  { href: '/schedule', key: 'schedule' },
  { href: '/sign-in', key: 'signIn' },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contact');
  return { title: t('title') };
}

export default async function ContactPage() {
  const t = await getTranslations('contact');
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="prose">
        <h2>{t('ways.title')}</h2>
        <ul>
          {ways.map(({ href, key }) => (
            <li key={key}>
              <TextLink href={href}>{t(`ways.${key}`)}</TextLink>
            </li>
          ))}
        </ul>
        {['write', 'registers', 'data', 'languages'].map((section) => (
          <section key={section} className="prose mt-10">
            <h2>{t(`${section}.title`)}</h2>
            {t.rich(`${section}.body`, richText)}
          </section>
        ))}
      </section>
    </>
  );
}
