import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { ListedMap } from '#components/figures/listed-map.tsx';
import { Figure, ListedTable } from '#components/figures/listed-table.tsx';
import { type ChoiceLink, ChoiceLinks } from '#components/pickup/choice-links.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import { type FigureDays, loadOpenFigures, type OpenFigures } from '#lib/eligibility/open-figures.ts';
import { figuresSearchSchema } from '#lib/eligibility/open-figures-schema.ts';
import { smallestShown } from '#lib/eligibility/suppression.ts';
import { fullDay } from '#lib/i18n/kept-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('figures');
  return { title: t('title'), description: t('lead') };
}

interface FiguresPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** How many people the lists name, for everyone to see; as open data under /api/v1/figures. */
export default async function FiguresPage({ searchParams }: FiguresPageProps) {
  await connection();
  const search = figuresSearchSchema.parse(await searchParams);
  const [t, all] = await Promise.all([getTranslations('figures'), loadOpenFigures()]);
  const figures = all.find(({ programmeCode }) => programmeCode === search.programme) ?? all[0];
  return (
    <div data-width="figures" className="space-y-12">
      <PageHeading title={t('title')} lead={t('lead')} />
      {figures ? (
        <>
          <Programmes all={all} chosen={figures} />
          <Drawn figures={figures} profession={search.profession} />
          <div className="space-y-4">
            <h2 id="figures-table">{t('table')}</h2>
            <ListedTable figures={figures} />
          </div>
          <Notes />
          <Downloads figures={figures} />
        </>
      ) : (
        <EmptyState title={t('empty.title')}>{t('empty.what')}</EmptyState>
      )}
    </div>
  );
}

/** Which programme the figures are of, and of which day; a choice where there is more than one. */
async function Programmes({ all, chosen }: { all: readonly OpenFigures[]; chosen: OpenFigures }) {
  const [t, programmes] = await Promise.all([getTranslations('figures'), getTranslations('rules.programmes')]);
  if (all.length === 1) {
    return (
      <p className="text-lg">
        <strong>{programmes(chosen.programmeCode)}</strong>
        <br />
        <Days days={chosen.days} />
      </p>
    );
  }
  const links = all.map(({ programmeCode, days }) => ({
    key: programmeCode,
    href: queryHref({ programme: programmeCode }, {}),
    label: programmes(programmeCode),
    hint: <Days days={days} />,
    current: programmeCode === chosen.programmeCode,
  }));
  return <ChoiceLinks label={t('chooseProgramme')} links={links} />;
}

/** The day of the full lists, and of the last amendment to them. */
async function Days({ days: { first, last, amendedOn } }: { days: FigureDays }) {
  const [t, locale] = await Promise.all([getTranslations('figures'), getLocale()]);
  return (
    <>
      {first === last
        ? t('asOf', { day: fullDay(first, locale) })
        : t('asOfDays', { first: fullDay(first, locale), last: fullDay(last, locale) })}
      {amendedOn !== undefined && (
        <>
          <br />
          {t('amendedOn', { day: fullDay(amendedOn, locale) })}
        </>
      )}
    </>
  );
}

/** The map of one profession, the first unless another is chosen, and how many each counts. */
async function Drawn({ figures, profession }: { figures: OpenFigures; profession: string | undefined }) {
  const [t, professions] = await Promise.all([getTranslations('figures'), getTranslations('professions')]);
  const chosen = figures.professions.find(({ code }) => code === profession) ?? figures.professions[0];
  const links: ChoiceLink[] = figures.professions.map(({ code, listed }) => ({
    key: code,
    href: queryHref({ programme: figures.programmeCode, profession: code }, {}),
    label: <span className="inline-block first-letter:uppercase">{professions(`${code}.group`)}</span>,
    hint: <Figure value={listed} />,
    current: code === chosen?.code,
  }));
  return (
    <section aria-labelledby="figures-map" className="space-y-6">
      <h2 id="figures-map">{t('drawn')}</h2>
      <ChoiceLinks label={t('chooseProfession')} links={links} />
      {chosen && (
        <>
          <p>
            <Days days={chosen.days} />
          </p>
          <ListedMap figures={chosen} />
        </>
      )}
    </section>
  );
}

async function Notes() {
  const t = await getTranslations('figures.notes');
  return (
    <section aria-labelledby="figures-notes" className="measure space-y-3">
      <h2 id="figures-notes">{t('title')}</h2>
      <ul className="list-disc space-y-2 pl-6">
        <li>{t('hidden', { smallest: smallestShown })}</li>
        <li>{t('apart')}</li>
        <li>{t('changes')}</li>
      </ul>
    </section>
  );
}

async function Downloads({ figures: { programmeCode } }: { figures: OpenFigures }) {
  const [t, locale] = await Promise.all([getTranslations('figures.data'), getLocale()]);
  const files = [
    { key: 'csv', href: `/api/v1/figures.csv${queryHref({ programme: programmeCode, locale }, {})}` },
    { key: 'json', href: `/api/v1/figures${queryHref({ programme: programmeCode }, {})}` },
  ];
  return (
    <section aria-labelledby="figures-data" className="measure space-y-3">
      <h2 id="figures-data">{t('title')}</h2>
      <p>{t('what')}</p>
      <ul>
        {files.map(({ key, href }) => (
          <li key={key}>
            <a href={href} className="link inline-flex min-h-11 items-center">
              {t(key)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
