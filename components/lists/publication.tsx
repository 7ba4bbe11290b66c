import { useFormatter, useTranslations } from 'next-intl';
import { RefreshWhile } from '#components/pickup/refresh-while.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type PublicationResult, publicationResultSchema } from '#lib/eligibility/publication-result.ts';
import type { RunView } from '#lib/runs/queries.ts';

/** How far a publication is, why it was refused, or which lists it made. */
export function Publication({ run }: { run: RunView }) {
  if (run.state === 'QUEUED') return <UnderWay run={run} />;
  if (run.state === 'FAILED') return <Failed run={run} />;
  return <Published result={publicationResultSchema.parse(run.result)} />;
}

function UnderWay({ run: { progress } }: { run: RunView }) {
  const t = useTranslations('lists.publication');
  const step = progress?.step ?? 'begin';
  return (
    <div role="status" className="max-w-prose space-y-3">
      <RefreshWhile />
      <p className="font-semibold">{t('running')}</p>
      <p>{t(t.has(`steps.${step}`) ? `steps.${step}` : 'steps.begin')}</p>
      {progress?.total && <ProgressBar label={t('progress')} value={progress.done} max={progress.total} />}
      <p className="text-soft">{t('leave')}</p>
    </div>
  );
}

function Failed({ run: { failure } }: { run: RunView }) {
  const t = useTranslations('lists');
  const professions = useTranslations('professions');
  const code = failure?.code ?? 'unexpected';
  const { profession, eventId = '' } = failure?.params ?? {};
  return (
    <Notice tone="wrong" title={t('publication.failed')}>
      <p>
        {t.has(`refused.${code}`)
          ? t(`refused.${code}`, { profession: profession === undefined ? '' : professions(`${profession}.group`) })
          : t('publication.unexpected', { eventId: String(eventId) })}
      </p>
      <p>{t('publication.nothingChanged')}</p>
    </Notice>
  );
}

function Published({ result: { lists, removed } }: { result: PublicationResult }) {
  const t = useTranslations('lists');
  const professions = useTranslations('professions');
  const format = useFormatter();
  return (
    <div className="space-y-8">
      <Notice tone="good" title={t('publication.done', { count: lists.length })}>
        <p>{t('publication.removed', { ...removed })}</p>
        {removed.pending > 0 && (
          <p>
            <TextLink href="/taskforce/lists/removals">{t('removals.link', { count: removed.pending })}</TextLink>
          </p>
        )}
      </Notice>
      <DataTable
        caption={t('publication.lists')}
        rows={lists}
        rowKey={({ listId }) => listId}
        empty={t('noneYet')}
        columns={[
          {
            key: 'list',
            header: t('list'),
            names: true,
            cell: ({ listId, number, profession }) => (
              <TextLink href={`/taskforce/lists/${listId}`}>
                {t('name', { number, group: professions(`${profession}.group`) })}
              </TextLink>
            ),
          },
          { key: 'entries', header: t('entries'), numeric: true, cell: ({ entries }) => format.number(entries) },
          { key: 'given', header: t('publication.given'), numeric: true, cell: ({ given }) => format.number(given) },
          {
            key: 'revived',
            header: t('publication.revived'),
            numeric: true,
            cell: ({ revived }) => format.number(revived),
          },
        ]}
      />
    </div>
  );
}
