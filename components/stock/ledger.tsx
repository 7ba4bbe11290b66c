import { useTranslations } from 'next-intl';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import type { MovementEntry } from '#lib/stock/queries.ts';
import { LedgerTable } from './ledger-table.tsx';

interface LedgerProps {
  area: 'province' | 'taskforce';
  ledger: { depotName: string; entries: readonly MovementEntry[]; next: string | undefined };
}

/** One depot's ledger, from the newest back. */
export function Ledger({ area, ledger }: LedgerProps) {
  const t = useTranslations('stock');
  return (
    <div className="space-y-6">
      <PageHeading over={t('ledger')} title={ledger.depotName} />
      <LedgerTable entries={ledger.entries} />
      <p className="flex flex-wrap justify-between gap-4">
        <Link className="link inline-flex min-h-11 items-center" href={`/${area}/stock`} prefetch={false}>
          {t('back')}
        </Link>
        {ledger.next !== undefined && (
          <Link className="link inline-flex min-h-11 items-center" href={`?before=${ledger.next}`} prefetch={false}>
            {t('older')}
          </Link>
        )}
      </p>
    </div>
  );
}
