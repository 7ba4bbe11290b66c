import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ParcelDrawing } from '#components/parcel/parcel-drawing.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type Moment, Timeline } from '#components/ui/timeline.tsx';
import type { HomeOverview as HomeFacts } from '#lib/eligibility/home-overview.ts';
import { statementInWords } from '#lib/rules/words.ts';

/** What the reserve is and the three ways on; what supports it follows, where a programme is open. */
export function HomeOverview({ overview }: { overview: HomeFacts | undefined }) {
  const t = useTranslations('home');
  return (
    <div className="space-y-14">
      <div>
        <h1 className="text-3xl">{t('title')}</h1>
        <p className="measure mt-4 text-lg text-soft">{t('lead')}</p>
        <div className="mt-7 flex flex-wrap items-center gap-x-8 gap-y-2">
          <LinkButton href="/check" className="w-full text-lg sm:w-auto">
            {t('ways.check')}
          </LinkButton>
          <Way href="/schedule">{t('ways.schedule')}</Way>
          <Way href="/claim">{t('ways.claim')}</Way>
        </div>
      </div>
      {overview && <Supporting overview={overview} />}
    </div>
  );
}

function Supporting({ overview }: { overview: HomeFacts }) {
  const t = useTranslations('home');
  return (
    <>
      <section aria-labelledby="dates">
        <h2 id="dates" className="mb-5 text-xl">
          {t('dates.title')}
        </h2>
        <Dates overview={overview} />
      </section>
      <section aria-labelledby="parcel">
        <h2 id="parcel" className="mb-4 text-xl">
          {t('parcel.title')}
        </h2>
        <ParcelDrawing parts={overview.parts} />
        <p className="mt-3 text-soft">{t('parcel.note')}</p>
      </section>
      <Who overview={overview} />
    </>
  );
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <TextLink href={href} className="flex min-h-11 w-full items-center gap-1 font-semibold sm:w-auto">
      {children}
      <Icon name="chevron-right" />
    </TextLink>
  );
}

function Dates({ overview: { moments, today } }: { overview: HomeFacts }) {
  const t = useTranslations('home.dates');
  const named: Moment[] = moments.map(({ kind, on }) => ({
    key: kind,
    on,
    title: t(kind),
    detail: kind === 'claims-close' ? t('claims-close-detail') : undefined,
  }));
  return <Timeline label={t('title')} moments={named} today={today} />;
}

function Who({ overview: { professionCodes, conditions, otherWays } }: { overview: HomeFacts }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <section aria-labelledby="who" className="prose">
      <h2 id="who">{t('home.who.title')}</h2>
      <p>{t('home.who.professions')}</p>
      <ul className="sm:columns-2">
        {professionCodes.map((code) => (
          <li key={code} className="break-inside-avoid">
            {t(`professions.${code}.group`)}
          </li>
        ))}
      </ul>
      <p>{t('home.who.conditions')}</p>
      <ul>
        {conditions.map((condition) => (
          <li key={condition.code}>{statementInWords(condition, t, locale)}</li>
        ))}
      </ul>
      {otherWays.map((way) => (
        <p key={way.code}>{statementInWords(way, t, locale)}</p>
      ))}
      <p>{t('home.who.more')}</p>
      <p>
        <TextLink href="/rules">{t('home.who.rules')}</TextLink>
      </p>
    </section>
  );
}
