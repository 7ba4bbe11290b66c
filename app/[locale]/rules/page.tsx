import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { OwnReadings } from '#components/rules/own-readings.tsx';
import { ProgrammeRules } from '#components/rules/programme-rules.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { loadPublicSituation } from '#lib/eligibility/public-situation.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('rules-page');
  return { title: t('title'), description: t('lead') };
}

/** The rules as the programmes apply them now: which version is in force stands in the database. */
export default async function RulesPage() {
  await connection();
  const [t, { today, programmes }] = await Promise.all([getTranslations(), loadPublicSituation()]);
  const shown = programmes.map(({ code, status, ruleSet, kit, claims }) => ({
    code,
    announced: status === 'announced',
    ruleSet,
    kit,
    claimsLastOn: claims?.lastOn ?? null,
  }));
  return (
    <>
      <PageHeading title={t('rules-page.title')} lead={t('rules-page.lead')} />
      <nav aria-labelledby="contents" className="mb-12">
        <h2 id="contents" className="text-base">
          {t('rules-page.contents')}
        </h2>
        <ul>
          {shown.map(({ code }) => (
            <li key={code}>
              <a href={`#${code}`} className="link inline-flex min-h-11 items-center">
                {t(`rules.programmes.${code}`)}
              </a>
            </li>
          ))}
          <li>
            <a href="#readings" className="link inline-flex min-h-11 items-center">
              {t('rules-page.readings.title')}
            </a>
          </li>
        </ul>
      </nav>
      <div className="space-y-16">
        {shown.map((rules) => (
          <ProgrammeRules key={rules.code} rules={rules} today={today} />
        ))}
        <OwnReadings ruleSets={shown.map(({ ruleSet }) => ruleSet)} today={today} />
      </div>
    </>
  );
}
