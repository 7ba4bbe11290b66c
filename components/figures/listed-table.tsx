import { useFormatter, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { OpenFigures } from '#lib/eligibility/open-figures.ts';
import type { Shown } from '#lib/eligibility/suppression.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';

interface Row {
  code: string;
  name: string;
  byProfession: readonly Shown[];
}

/** A province a row, a profession a column, with its total. Where it is wider than the page, it scrolls by itself. */
export function ListedTable({ figures: { professions: listed } }: { figures: OpenFigures }) {
  const t = useTranslations('figures');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  const professions = useTranslations('professions');
  const rows: Row[] = [
    ...provinceCodes.map((code, index) => ({
      code,
      name: provinces(code),
      byProfession: listed.map((one) => one.provinces[index]?.listed),
    })),
    { code: 'total', name: t('allProvinces'), byProfession: listed.map((one) => one.listed) },
  ];
  const columns: Column<Row>[] = [
    { key: 'province', header: words('province'), names: true, cell: ({ name }) => name },
    ...listed.map(({ code }, index) => ({
      key: code,
      header: <span className="inline-block first-letter:uppercase">{professions(`${code}.group`)}</span>,
      numeric: true,
      cell: ({ byProfession }: Row) => <Figure value={byProfession[index]} />,
    })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section aria-labelledby="figures-table" tabIndex={0} className="md:overflow-x-auto">
      <DataTable
        caption={t('table')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        empty={t('empty.title')}
      />
    </section>
  );
}

/** A figure, or the word that it is hidden: an empty cell would read as nought. */
export function Figure({ value }: { value: Shown }) {
  const t = useTranslations('figures');
  const format = useFormatter();
  return value === undefined ? <span className="font-normal text-soft">{t('hidden')}</span> : format.number(value);
}
