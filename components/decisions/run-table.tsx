import { useFormatter, useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Day, Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { DecideResult } from '#lib/eligibility/decide-result.ts';
import { sumCells } from '#lib/eligibility/preview.ts';
import type { RunState } from '#lib/runs/run.ts';

/** A run of decisions in a list of them. */
export interface DecideRunRow {
  id: string;
  state: RunState;
  programmeCode: string;
  asOf: string;
  /** Business time; null while it is under way. */
  finishedAt: string | null;
  result: DecideResult | null;
}

export const stateTones: Record<RunState, Tone> = { QUEUED: 'info', DONE: 'good', FAILED: 'wrong' };

/** The decisions made so far, the newest first. */
export function RunTable({ runs }: { runs: readonly DecideRunRow[] }) {
  const t = useTranslations('decisions');
  const names = useTranslations('rules.programmes');
  const format = useFormatter();
  return (
    <DataTable
      caption={t('runs')}
      captionHidden
      rows={runs}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('noRun')}>{t('noRunText')}</EmptyState>}
      columns={[
        {
          key: 'programme',
          header: t('programme'),
          names: true,
          cell: ({ id, programmeCode }) => (
            <TextLink href={`/taskforce/decisions/${id}`}>{names(programmeCode)}</TextLink>
          ),
        },
        { key: 'asOf', header: t('asOf'), nowrap: true, cell: ({ asOf }) => <Day value={asOf} look="short" /> },
        {
          key: 'finishedAt',
          header: t('finishedAt'),
          nowrap: true,
          cell: ({ finishedAt }) => (finishedAt === null ? '–' : <Instant value={finishedAt} look="short" />),
        },
        {
          key: 'state',
          header: t('state'),
          cell: ({ state }) => <Status tone={stateTones[state]}>{t(`states.${state}`)}</Status>,
        },
        {
          key: 'persons',
          header: t('people'),
          numeric: true,
          cell: ({ result }) => (result ? format.number(result.persons) : '–'),
        },
        {
          key: 'eligible',
          header: t('eligibleHead'),
          numeric: true,
          cell: ({ result }) => (result ? format.number(sumCells(result.cells).eligible) : '–'),
        },
      ]}
    />
  );
}
