import { useFormatter, useTranslations } from 'next-intl';
import { Day, Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';
import { ListSources } from './list-sources.tsx';
import { ListState } from './list-state.tsx';
import { endedReasonInWords } from './list-words.ts';

/** What is known about one list; an ended one says so first, and why. */
export function ListFacts({ list }: { list: PublishedListView }) {
  const t = useTranslations('lists');
  const programmes = useTranslations('rules.programmes');
  const why = useTranslations('why');
  const facts = useTranslations('rules.missing');
  const format = useFormatter();
  const all = useTranslations();
  return (
    <div className="space-y-6">
      {list.endedAt && (
        <Notice tone="attention" title={t.rich('endedAt', { at: () => at(list.endedAt) })}>
          {list.endedReason && <p>{endedReasonInWords(list.endedReason, all)}</p>}
          <p>{t('endedMeans')}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('programme'), value: programmes(list.programmeCode) },
          { term: t('kind'), value: t(`kinds.${list.kind}`) },
          { term: t('state'), value: <ListState endedAt={list.endedAt} /> },
          { term: t('asOf'), value: <Day value={list.asOf} year /> },
          { term: t('publishedAt'), value: <Instant value={list.publishedAt.toISOString()} /> },
          { term: t('publishedBy'), value: list.publishedByName ?? t('bySystem') },
          { term: t('entries'), value: format.number(list.entryCount) },
          ...(list.ruleSet
            ? [{ term: t('ruleSet'), value: t('ruleSetVersion', { version: list.ruleSet.version }) }]
            : []),
          ...(list.kind === 'FULL' ? [{ term: t('sources'), value: <ListSources sources={list.sources} /> }] : []),
          ...(list.decidedInRunId
            ? [
                {
                  term: t('decidedIn'),
                  value: (
                    <TextLink href={`/taskforce/decisions/${list.decidedInRunId}`}>
                      {list.decidedInRunId.slice(-8)}
                    </TextLink>
                  ),
                },
              ]
            : []),
          ...(list.claimReference
            ? [
                {
                  term: t('claim'),
                  value: <TextLink href={`/taskforce/claims/${list.claimReference}`}>{list.claimReference}</TextLink>,
                },
              ]
            : []),
          ...(list.corrected.length > 0
            ? [
                {
                  term: why(list.takenBack ? 'takenBackTerm' : 'correctedTerm'),
                  value: format.list(list.corrected.map((fact) => facts(fact))),
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

function at(instant: Date | null) {
  return instant && <Instant value={instant.toISOString()} />;
}
