import { useTranslations } from 'next-intl';
import { Instant } from '#components/ui/day.tsx';
import type { RegisterOverview } from '#lib/registers/files/overview.ts';
import { useRegisterName } from './contradiction-words.ts';

/** The registers, what each says, and what of it is in force. */
export function RegisterCards({ registers }: { registers: readonly RegisterOverview[] }) {
  const t = useTranslations('register-files.overview');
  const name = useRegisterName();
  return (
    <section aria-labelledby="registers" className="space-y-4">
      <h2 id="registers" className="text-xl">
        {t('heading')}
      </h2>
      <ul className="grid grid-cols-1 gap-4 lg:grid-cols-3">
        {registers.map(({ code, says, filesInForce, rowsInForce, latestImportAt }) => (
          <li key={code} className="space-y-2 rounded border-2 border-line p-4">
            <h3 className="hyphens-auto break-words text-lg">{name(code)}</h3>
            <p className="text-soft">{t(`says.${says}`)}</p>
            <p className="font-semibold">
              {t('inForce', { count: filesInForce })}
              {filesInForce > 0 && <>, {t('rows', { rows: rowsInForce })}</>}
            </p>
            <p className="text-sm">
              {latestImportAt === null
                ? t('never')
                : t.rich('latest', { at: () => <Instant value={latestImportAt} look="short" /> })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
