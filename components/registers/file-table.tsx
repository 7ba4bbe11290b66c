import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type RegisterCode, registerCodes } from '#lib/registers/descriptions/index.ts';
import type { listFiles } from '#lib/registers/files/queries.ts';
import { useRegisterName } from './contradiction-words.ts';
import { FileState } from './file-state.tsx';

interface FileTableProps {
  list: Awaited<ReturnType<typeof listFiles>>;
  register: RegisterCode | undefined;
  page: number;
}

/** What arrived, newest first, each leading to its page. */
export function FileTable({ list, register, page }: FileTableProps) {
  const t = useTranslations('register-files.files');
  const words = useTranslations('common.actions');
  const format = useFormatter();
  const name = useRegisterName();
  return (
    <section aria-labelledby="files" className="space-y-4">
      <h2 id="files" className="text-xl">
        {t('heading')}
      </h2>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Select
          id="register"
          name="register"
          label={t('register')}
          defaultValue={register ?? ''}
          placeholder={t('allRegisters')}
          options={registerCodes.map((code) => ({ value: code, label: name(code) }))}
        />
        <Button type="submit" look="secondary">
          {words('show')}
        </Button>
      </form>
      <DataTable
        caption={t('heading')}
        captionHidden
        rows={list.files}
        rowKey={({ id }) => id}
        empty={<EmptyState title={register ? t('noneFound') : t('none')}>{t('noneHint')}</EmptyState>}
        columns={[
          {
            key: 'name',
            header: t('name'),
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
            numeric: true,
            cell: ({ doubtfulRows, refusedRows }) => format.number(doubtfulRows + refusedRows),
          },
          { key: 'state', header: t('state'), nowrap: true, cell: ({ state }) => <FileState state={state} /> },
        ]}
      />
      <Pagination page={page} pageCount={list.pageCount} total={list.total} query={{ register }} />
    </section>
  );
}
