import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { StockBoard } from '#components/stock/stock-board.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findCounterProgramme } from '#lib/pickup/day.ts';
import { searchPage } from '#lib/shared/search-schema.ts';
import { findExpected, getDepotStocks, getNeedAgainstStock } from '#lib/stock/queries.ts';
import { adjustStockAction, transferStockAction } from '../../taskforce/stock/actions.ts';

interface StockPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ done?: string; expected?: string | string[] }>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('stock');
  return { title: t('localTitle') };
}

export default async function ProvinceStockPage({ params, searchParams }: StockPageProps) {
  const { locale } = await params;
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/stock');
  const programmeCode = await findCounterProgramme();
  const { done, expected: asked } = await searchParams;
  const [t, depots, needs, expected] = await Promise.all([
    getTranslations('stock'),
    getDepotStocks(actor, provinceCode),
    programmeCode === undefined ? [] : getNeedAgainstStock(actor, programmeCode, provinceCode),
    findExpected(actor, { provinceCode, page: searchPage.parse(asked), size: pageSize }),
  ]);
  return (
    <ClientMessages namespaces={['stock']}>
      <StockBoard
        area="province"
        title={t('localTitle')}
        depots={depots}
        needs={needs}
        transfer={transferStockAction}
        adjust={adjustStockAction}
        expected={expected}
        done={done}
      />
    </ClientMessages>
  );
}
