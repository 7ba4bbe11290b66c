import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Day, Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { DecideRunRow } from '#lib/eligibility/decide-runs.ts';
import { runStates } from '#lib/eligibility/decision-schema.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import type { RunState } from '#lib/runs/run.ts';

const stateTones: Record<RunState, Tone> = { QUEUED: 'info', DONE: 'good', FAILED: 'wrong' };

interface RunFilterProps {
  programme: string | undefined;
  state: RunState | undefined;
  asOf: string | undefined;
}

/** Chooses in the address which runs are shown. */
export function RunFilter({ programme, state, asOf }: RunFilterProps) {
  const t = useTranslations('decisions');
  const names = useTranslations('rules.programmes');
  return (
    <search>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Select
          id="run-programme"
          name="programme"
          label={t('programme')}
          defaultValue={programme ?? ''}
          placeholder={t('filter.allProgrammes')}
          options={programmeCodes.map((code) => ({ value: code, label: names(code) }))}
        />
        <Select
          id="run-state"
          name="state"
          label={t('state')}
          defaultValue={state ?? ''}
          placeholder={t('filter.allStates')}
          options={runStates.map((code) => ({ value: code, label: t(`states.${code}`) }))}
        />
        <TextField
          id="run-as-of"
          name="asOf"
          type="date"
          label={t('asOf')}
          defaultValue={asOf}
          width="medium"
          aria-required={false}
        />
        <Button type="submit" look="secondary">
          {t('filter.show')}
        </Button>
      </form>
    </search>
  );
}

/** The decisions made so far, the newest first. */
export function RunTable({ runs, filtered }: { runs: readonly DecideRunRow[]; filtered: boolean }) {
  const t = useTranslations('decisions');
  const names = useTranslations('rules.programmes');
  const format = useFormatter();
  return (
    <DataTable
      caption={t('runs')}
      captionHidden
      rows={runs}
      rowKey={({ id }) => id}
      empty={
        filtered ? <EmptyState title={t('noRunFound')} /> : <EmptyState title={t('noRun')}>{t('noRunText')}</EmptyState>
      }
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
          cell: ({ result }) => (result ? format.number(result.eligible) : '–'),
        },
      ]}
    />
  );
}
