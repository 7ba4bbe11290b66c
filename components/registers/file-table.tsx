import { useFormatter, useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { sortable } from '#components/ui/sortable.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { registerCodes } from '#lib/registers/descriptions/index.ts';
import type { listFiles } from '#lib/registers/files/queries.ts';
import { type FileSearch, fileStates } from '#lib/registers/files/schema.ts';
import { useRegisterName } from './contradiction-words.ts';
import { FileState } from './file-state.tsx';

interface FileTableProps {
  list: Awaited<ReturnType<typeof listFiles>>;
  filter: FileSearch;
  page: number;
}

/** What arrived, newest first or as it is sorted, each leading to its page. */
export function FileTable({ list, filter, page }: FileTableProps) {
  const t = useTranslations('register-files.files');
  const states = useTranslations('register-files.states');
  const format = useFormatter();
  const name = useRegisterName();
  const { register, state, q, sort, order } = filter;
  const searched = { register, state, q };
  const sorting = sort === 'receivedAt' && order === 'descending' ? {} : { sort, order };
  return (
    <section aria-labelledby="files" className="space-y-4">
      <h2 id="files" className="text-xl">
        {t('heading')}
      </h2>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SearchForm id="q" label={t('search')} defaultValue={q} keep={sorting}>
          <Select
            id="register"
            name="register"
            label={t('register')}
            defaultValue={register ?? ''}
            placeholder={t('allRegisters')}
            options={registerCodes.map((code) => ({ value: code, label: name(code) }))}
          />
          <Select
            id="state"
            name="state"
            label={t('state')}
            defaultValue={state ?? ''}
            placeholder={t('allStates')}
            options={fileStates.map((code) => ({ value: code, label: states(code) }))}
          />
        </SearchForm>
        <CsvLink href="/taskforce/registers/files.csv" query={{ ...searched, ...sorting }} />
      </div>
      <DataTable
        caption={t('heading')}
        captionHidden
        rows={list.files}
        rowKey={({ id }) => id}
        empty={
          Object.values(searched).some((value) => value !== undefined) ? (
            <EmptyState title={t('noneFound')} />
          ) : (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          )
        }
        columns={[
          {
            key: 'name',
            header: t('name'),
            ...sortable(searched, { sort, order }, 'name'),
            names: true,
            cell: ({ id, fileName }) => (
              <TextLink href={`/taskforce/registers/${id}`}>
                <span className="break-words">{fileName}</span>
              </TextLink>
            ),
          },
          { key: 'register', header: t('register'), cell: (file) => name(file.register) },
          {
            key: 'receivedAt',
            header: t('receivedAt'),
            ...sortable(searched, { sort, order }, 'receivedAt', 'descending'),
            nowrap: true,
            cell: ({ receivedAt }) => <Instant value={receivedAt} look="short" />,
          },
          {
            key: 'rows',
            header: t('rows'),
            numeric: true,
            cell: ({ goodRows, doubtfulRows, refusedRows }) => format.number(goodRows + doubtfulRows + refusedRows),
          },
          {
            key: 'wrong',
            header: t('wrong'),
            ...sortable(searched, { sort, order }, 'wrong', 'descending'),
            numeric: true,
            cell: ({ doubtfulRows, refusedRows }) => format.number(doubtfulRows + refusedRows),
          },
          { key: 'state', header: t('state'), nowrap: true, cell: ({ state }) => <FileState state={state} /> },
        ]}
      />
      <Pagination page={page} pageCount={list.pageCount} total={list.total} query={{ ...searched, ...sorting }} />
    </section>
  );
}
