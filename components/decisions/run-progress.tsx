import { useTranslations } from 'next-intl';
import { RefreshWhile } from '#components/pickup/refresh-while.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { RunView } from '#lib/runs/queries.ts';

/** A run of decisions that waits or is under way, or that failed. */
export function DecideProgress({ run: { id, state, progress, failure } }: { run: RunView }) {
  const t = useTranslations('decisions');
  if (state === 'FAILED') {
    const reference = String(failure?.params?.eventId ?? failure?.code ?? id);
    return (
      <Notice tone="wrong" title={t('failed.title')}>
        <p>{t('failed.text', { reference })}</p>
      </Notice>
    );
  }
  const step = progress?.step ?? 'begin';
  return (
    <div className="max-w-prose space-y-3" role="status">
      <RefreshWhile />
      <p className="font-semibold text-lg">{t('running')}</p>
      <p>{t(t.has(`steps.${step}`) ? `steps.${step}` : 'steps.begin')}</p>
      {progress?.total && <ProgressBar label={t('progress')} value={progress.done} max={progress.total} />}
      <p className="text-soft">{t('runningText')}</p>
      <LinkButton href={`/taskforce/decisions/${id}`} look="secondary">
        {t('reload')}
      </LinkButton>
    </div>
  );
}
