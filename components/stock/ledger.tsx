import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { DayRange } from '#components/ui/day-range.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import { SearchForm } from '#components/ui/search-form.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { LedgerPage } from '#lib/stock/ledger.ts';
import { type LedgerFilter, movementKinds } from '#lib/stock/schema.ts';
import { LedgerTable } from './ledger-table.tsx';

interface LedgerProps {
  area: 'province' | 'taskforce';
  ledger: LedgerPage;
  /** The address of this view: which depot, which movements, and before which entry. */
  address: LedgerFilter & { readonly depot: string; readonly before?: string | undefined };
}

/** One depot's ledger, from the newest back. */
export function Ledger({ area, ledger, address: { depot, before, ...filter } }: LedgerProps) {
  const t = useTranslations('stock');
  const home = `/${area}/stock/${depot}`;
  const filtered = before !== undefined || Object.values(filter).some((value) => value !== undefined);
  return (
    <div className="space-y-6">
      <PageHeading
        over={t('ledger')}
        title={ledger.depotName}
        actions={<CsvLink href={`${home}/ledger.csv`} query={filter} />}
      />
      <LedgerFilterForm filter={filter} variantCodes={ledger.variantCodes} />
      <LedgerTable entries={ledger.entries} filtered={filtered} />
      <p className="flex flex-wrap justify-between gap-4">
        <TextLink href={`/${area}/stock`}>{t('back')}</TextLink>
        {before !== undefined && <TextLink href={`${home}${queryHref(filter, {})}`}>{t('newest')}</TextLink>}
        {ledger.next !== undefined && (
          <TextLink href={`${home}${queryHref(filter, { before: ledger.next })}`}>{t('older')}</TextLink>
        )}
      </p>
    </div>
  );
}

function LedgerFilterForm({
  filter,
  variantCodes,
}: {
  filter: LedgerFilter;
  variantCodes: LedgerPage['variantCodes'];
}) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  return (
    <SearchForm id="q" label={t('search')} defaultValue={filter.q}>
      <Select
        id="kind"
        name="kind"
        label={t('kind')}
        defaultValue={filter.kind ?? ''}
        placeholder={t('allKinds')}
        options={movementKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <Select
        id="item"
        name="item"
        label={t('item')}
        defaultValue={filter.item ?? ''}
        placeholder={t('allItems')}
        options={variantCodes.map((code) => ({ value: code, label: items(`${code}.name`) }))}
      />
      <DayRange from={filter.from} until={filter.until} />
    </SearchForm>
  );
}
