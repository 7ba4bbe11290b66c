import { useTranslations } from 'next-intl';
import { RefreshWhile } from '#components/pickup/refresh-while.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { RunView } from '#lib/runs/queries.ts';

/** How far the import of a file is; it goes on wherever its reader goes. */
export function ImportProgress({ fileId, run }: { fileId: string; run: RunView | undefined }) {
  const t = useTranslations('register-files.run');
  const progress = run?.progress;
  return (
    <section aria-labelledby="progress" className="max-w-prose space-y-3">
      <RefreshWhile />
      <h2 id="progress" className="text-xl">
        {t('heading')}
      </h2>
      {progress?.total ? (
        <>
          <ProgressBar label={t('bytes')} value={megabytes(progress.done)} max={megabytes(progress.total)} />
          {progress.done >= progress.total && <p>{t('writing')}</p>}
        </>
      ) : (
        <p>{t('waiting')}</p>
      )}
      <p className="text-soft">{t('leave')}</p>
      <noscript>
        <TextLink href={`/taskforce/registers/${fileId}`}>{t('refresh')}</TextLink>
      </noscript>
    </section>
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}
