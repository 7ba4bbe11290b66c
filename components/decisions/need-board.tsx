import { useFormatter, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { NeedChart } from '#components/ui/need-chart.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type ItemNeed, type Needs, type PlaceNeed, shortfall } from '#lib/eligibility/preview.ts';

/** Parcels needed against what there is and what is on the way: drawn for the country, and place by place. */
export function NeedBoard({ needs }: { needs: Needs }) {
  const t = useTranslations('decisions.need');
  return (
    <section aria-labelledby="need" className="space-y-6">
      <div className="space-y-2">
        <h2 id="need" className="text-xl">
          {t('title')}
        </h2>
        <p className="measure text-soft">
          {needs.items.length === 0 ? t('noParcel') : t('lead', { parcels: needs.parcels })}
        </p>
      </div>
      {needs.items.length > 0 && (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[2fr_3fr]">
          <NeedDrawing needs={needs} />
          <NeedGrid provinces={needs.provinces} />
        </div>
      )}
    </section>
  );
}

/** Need against stock of the country, or of the one province that is looked at. */
export function NeedDrawing({ needs: { items: needs, provinces } }: { needs: Needs }) {
  const t = useTranslations('decisions.need');
  const items = useTranslations('items');
  const names = useTranslations('provinces');
  const [first, ...others] = provinces;
  return (
    <NeedChart
      title={first && others.length === 0 ? names(first.provinceCode) : t('country')}
      description={t('description')}
      nameHead={t('item')}
      needs={needs.map(({ itemCode, onHand, onTheWay, need }) => ({
        key: itemCode,
        label: items(`${itemCode}.name`),
        stock: onHand,
        coming: onTheWay,
        need,
      }))}
    />
  );
}

interface NeedOfAllProfessionsProps {
  /** What is looked at, of all professions. */
  href: string;
  heading?: 'h2' | 'h3' | undefined;
}

/** Instead of the board while one profession is looked at. */
export function NeedOfAllProfessions({ href, heading: Heading = 'h2' }: NeedOfAllProfessionsProps) {
  const t = useTranslations('decisions.need');
  return (
    <section aria-labelledby="need" className="space-y-2">
      <Heading id="need" className={Heading === 'h2' ? 'text-xl' : 'text-lg'}>
        {t('title')}
      </Heading>
      <p className="measure">
        {t.rich('allProfessions', { all: (words) => <TextLink href={href}>{words}</TextLink> })}
      </p>
    </section>
  );
}

/** Need against stock in each province. */
export function NeedGrid({ provinces }: { provinces: readonly PlaceNeed[] }) {
  const t = useTranslations('decisions');
  const items = useTranslations('items');
  const names = useTranslations('provinces');
  const format = useFormatter();
  const columns: Column<PlaceNeed>[] = [
    { key: 'province', header: t('province'), names: true, cell: ({ provinceCode }) => names(provinceCode) },
    { key: 'parcels', header: t('need.parcels'), numeric: true, cell: ({ parcels }) => format.number(parcels) },
    ...(provinces[0]?.items ?? []).map(
      ({ itemCode }): Column<PlaceNeed> => ({
        key: itemCode,
        header: items(`${itemCode}.name`),
        numeric: true,
        cell: (place) => {
          const need = place.items.find((item) => item.itemCode === itemCode);
          return need && <Coverage need={need} />;
        },
      }),
    ),
  ];
  return (
    <div className="space-y-2">
      <DataTable
        caption={t('need.grid')}
        columns={columns}
        rows={provinces}
        rowKey={({ provinceCode }) => provinceCode}
        empty={t('need.noParcel')}
      />
      <p className="text-sm text-soft">{t('need.gridNote')}</p>
    </div>
  );
}

/** How far stock and what is on the way reach: a small bar, and what is short in figures. */
function Coverage({ need }: { need: ItemNeed }) {
  const t = useTranslations('decisions.need');
  const short = shortfall(need);
  const share = (pieces: number) => (need.need === 0 ? 100 : Math.min(100, (100 * pieces) / need.need));
  return (
    <span className="inline-flex flex-col items-end gap-1">
      <svg width="72" height="8" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" className={short > 0 ? 'fill-wrong-ground' : 'fill-ground'} />
        <rect width={share(need.onHand + need.onTheWay)} height="8" className="fill-accent" opacity="0.4" />
        <rect width={share(need.onHand)} height="8" className="fill-accent" />
      </svg>
      <span className={short > 0 ? 'font-semibold text-wrong' : 'text-good'}>
        {short > 0 ? t('short', { pieces: short }) : t('enough')}
      </span>
    </span>
  );
}
