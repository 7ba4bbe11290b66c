import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { BarChart } from '#components/ui/bar-chart.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryHref } from '#components/ui/query.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { isLocale } from '#lib/i18n/locales.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import type { FaultCode } from '#lib/registers/faults.ts';
import type { FaultView, FileView } from '#lib/registers/files/queries.ts';

/** Rows by quality. */
export function ImportResult({ file: { goodRows, doubtfulRows, refusedRows } }: { file: FileView }) {
  const t = useTranslations('register-files.result');
  const bars = { good: goodRows, doubtful: doubtfulRows, refused: refusedRows } as const;
  const rows = goodRows + doubtfulRows + refusedRows;
  return (
    <section aria-labelledby="result" className="max-w-2xl space-y-3">
      <h2 id="result" className="text-xl">
        {t('heading')}
      </h2>
      <BarChart
        title={t('description', { rows })}
        description={t('description', { rows })}
        nameHead={t('quality')}
        valueHead={t('count')}
        max={rows}
        bars={(['good', 'doubtful', 'refused'] as const).map((key) => ({
          key,
          label: t(`qualities.${key}`),
          value: bars[key],
        }))}
      />
      {doubtfulRows > 0 && <p className="text-soft">{t('means.doubtful')}</p>}
      {refusedRows > 0 && <p className="text-soft">{t('means.refused')}</p>}
      <p>{t('next')}</p>
    </section>
  );
}

interface FaultsProps {
  file: FileView;
  /** Where one sort of fault is chosen. */
  code: FaultCode | undefined;
  page: number;
  list: { readonly faults: readonly FaultView[]; readonly total: number; readonly pageCount: number };
}

/** What is wrong, by sort and line by line, and the report for the source. */
export function Faults({ file, code, page, list }: FaultsProps) {
  const t = useTranslations('register-files.faults');
  return (
    <section aria-labelledby="faults" className="space-y-6">
      <h2 id="faults" className="text-xl">
        {t('heading')}
      </h2>
      {file.faults.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <div className="space-y-2">
            <CsvLink href={`/taskforce/registers/${file.id}/faults.csv`} label={t('report')} />
            <p className="measure text-sm text-soft">{t('reportHint')}</p>
          </div>
          <FaultCounts file={file} code={code} />
          <FaultRows file={file} code={code} page={page} list={list} />
        </>
      )}
    </section>
  );
}

function FaultCounts({ file: { id, faults }, code }: Pick<FaultsProps, 'file' | 'code'>) {
  const t = useTranslations('register-files.faults');
  const sentences = useTranslations('registers.faults');
  const format = useFormatter();
  return (
    <div className="max-w-3xl space-y-2">
      <DataTable
        caption={t('byCode')}
        rows={faults}
        rowKey={(fault) => fault.code}
        empty={t('none')}
        columns={[
          {
            key: 'fault',
            header: t('fault'),
            names: true,
            cell: (fault) =>
              fault.code === code ? (
                <strong aria-current="true">{sentences(fault.code)}</strong>
              ) : (
                <TextLink href={`/taskforce/registers/${id}${queryHref({ fault: fault.code }, {})}#lines`}>
                  {sentences(fault.code)}
                </TextLink>
              ),
          },
          { key: 'count', header: t('count'), numeric: true, cell: ({ count }) => format.number(count) },
        ]}
      />
      {code && <TextLink href={`/taskforce/registers/${id}#lines`}>{t('all')}</TextLink>}
    </div>
  );
}

function FaultRows({ file, code, page, list }: FaultsProps) {
  const t = useTranslations('register-files.faults');
  const sentences = useTranslations('registers.faults');
  const format = useFormatter();
  const columnName = useColumnName(file.register);
  return (
    <div id="lines" className="space-y-4">
      <DataTable
        caption={t('byLine')}
        rows={list.faults}
        rowKey={({ line, column, code: fault }) => `${line} ${column} ${fault}`}
        empty={t('none')}
        columns={[
          { key: 'line', header: t('line'), names: true, numeric: true, cell: ({ line }) => format.number(line) },
          { key: 'column', header: t('column'), cell: ({ column }) => (column ? columnName(column) : t('wholeRow')) },
          { key: 'fault', header: t('fault'), cell: (fault) => sentences(fault.code) },
          {
            key: 'value',
            header: t('value'),
            cell: ({ value }) =>
              value === null ? (
                <span className="text-soft">{t('notKept')}</span>
              ) : (
                <code className="break-all">{value}</code>
              ),
          },
        ]}
      />
      <Pagination page={page} pageCount={list.pageCount} total={list.total} query={{ fault: code }} />
    </div>
  );
}

function useColumnName(register: string): (code: string) => string {
  const locale = useLocale();
  const language = isLocale(locale) ? locale : 'en';
  return (code) => findRegister(register)?.columns.find((column) => column.code === code)?.names[language] ?? code;
}
