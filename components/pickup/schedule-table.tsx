import { useLocale, useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ScheduleLine } from '#lib/programmes/schedule-queries.ts';
import { dayInWords } from '#lib/rules/words.ts';

interface ScheduleTableProps {
  lines: readonly ScheduleLine[];
  /** Only those of one profession are asked for. */
  filtered: boolean;
  withdraw: (formData: FormData) => void | Promise<void>;
}

/** What a province has published, each line with the way to withdraw it. */
export function ScheduleTable({ lines, filtered, withdraw }: ScheduleTableProps) {
  const t = useTranslations('province.schedule');
  const table = useTranslations('province.table');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  const locale = useLocale();
  return (
    <DataTable
      caption={t('caption')}
      columns={[
        {
          key: 'days',
          header: t('days'),
          cell: ({ fromOn, lastOn }) =>
            t('daysFromTo', { from: dayInWords(fromOn, locale), last: dayInWords(lastOn, locale) }),
        },
        { key: 'programme', header: t('programme'), cell: ({ programmeCode }) => programmes(programmeCode) },
        {
          key: 'profession',
          header: t('profession'),
          cell: ({ professionCode }) =>
            professionCode === null ? t('allProfessions') : professions(`${professionCode}.group`),
        },
        { key: 'way', header: t('way'), cell: ({ way }) => t(`ways.${way}`) },
        {
          key: 'note',
          header: t('note'),
          cell: ({ note }) =>
            Object.entries(note).map(([language, text]) => (
              <span key={language} lang={language} className="block">
                {text}
              </span>
            )),
        },
        {
          key: 'action',
          header: table('action'),
          cell: ({ id }) => (
            <ConfirmForm
              action={withdraw}
              look="quiet"
              label={t('withdraw')}
              question={<p>{t('withdrawQuestion')}</p>}
              confirmLabel={t('withdrawConfirm')}
              values={{ scheduleId: id, locale }}
            />
          ),
        },
      ]}
      rows={lines}
      rowKey={({ id }) => id}
      empty={
        filtered ? (
          <EmptyState title={t('noneFound')} />
        ) : (
          <EmptyState title={t('empty')}>
            <p>{t('emptyText')}</p>
          </EmptyState>
        )
      }
    />
  );
}
