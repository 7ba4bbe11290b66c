import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { StockBoard } from '#components/stock/stock-board.tsx';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { isProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findCounterProgramme } from '#lib/pickup/day.ts';
import { searchPage } from '#lib/shared/search-schema.ts';
import { findExpected, getDepotStocks, getNeedAgainstStock } from '#lib/stock/queries.ts';
import {
  adjustStockAction,
  announceReceiptAction,
  arrivedAction,
  callOffAction,
  receiveStockAction,
  transferStockAction,
} from './actions.ts';

interface StockPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ province?: string; done?: string; problem?: string; expected?: string | string[] }>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('stock');
  return { title: t('title') };
}

export default async function StockPage({ params, searchParams }: StockPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/stock');
  const { province, done, problem, expected: onTheWay } = await searchParams;
  const provinceCode = isProvinceCode(province) ? province : undefined;
  const programmeCode = await findCounterProgramme();
  const [t, depots, needs, expected] = await Promise.all([
    getTranslations('stock'),
    getDepotStocks(actor, provinceCode),
    programmeCode === undefined ? [] : getNeedAgainstStock(actor, programmeCode, provinceCode),
    findExpected(actor, { provinceCode, page: searchPage.parse(onTheWay), size: pageSize }),
  ]);
  return (
    <ClientMessages namespaces={['stock']}>
      <StockBoard
        area="taskforce"
        title={t('title')}
        depots={depots}
        needs={needs}
        transfer={transferStockAction}
        receive={receiveStockAction}
        adjust={adjustStockAction}
        announce={announceReceiptAction}
        expected={expected}
        endings={{ arrived: arrivedAction, callOff: callOffAction }}
        provinceCode={provinceCode}
        done={done}
        problem={problem}
        filter={<ProvinceFilter provinceCode={provinceCode} />}
      />
    </ClientMessages>
  );
}

function ProvinceFilter({ provinceCode }: { provinceCode: string | undefined }) {
  const t = useTranslations('stock');
  const provinces = useTranslations('provinces');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="province"
        name="province"
        label={t('show')}
        defaultValue={provinceCode ?? ''}
        placeholder={t('country')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
      <Button type="submit" look="secondary">
        {t('showButton')}
      </Button>
    </form>
  );
}
