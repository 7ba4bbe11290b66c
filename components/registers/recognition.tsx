import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type Definition, DefinitionList } from '#components/ui/definition-list.tsx';
import { isLocale } from '#lib/i18n/locales.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import {
  type CsvFormat,
  type Delimiter,
  delimiters,
  encodings,
  type FileFormat,
  unknownHeaders,
} from '#lib/registers/files/format.ts';
import type { PreviewRow } from '#lib/registers/files/preview.ts';
import type { FileView } from '#lib/registers/files/queries.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { DiscardForm, LoadForm, RereadForm } from './recognition-forms.tsx';

interface RecognitionProps {
  file: FileView & { readonly format: FileFormat };
  /** The first rows. */
  preview: readonly PreviewRow[];
  load: FormAction;
  reread: FormAction;
  discard: FormAction;
}

/** What a file was recognised as, before anything of it is loaded: to be corrected, loaded or discarded. */
export function Recognition({ file, preview, load, reread, discard }: RecognitionProps) {
  const t = useTranslations('register-files.format');
  const format = useFormatter();
  const unknown = unknownHeaders(file.format).filter((header) => header !== '');
  const choices = useColumnChoices(file.register);
  const delimiterName = useDelimiterName();
  return (
    <section aria-labelledby="recognition" className="space-y-6">
      <div className="space-y-2">
        <h2 id="recognition" className="text-xl">
          {t('heading')}
        </h2>
        <p className="measure text-soft">{t('lead')}</p>
      </div>
      <FormatList fileFormat={file.format} />
      {file.format.kind === 'csv' && (
        <RereadForm
          action={reread}
          fileId={file.id}
          format={file.format}
          encodings={encodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
          delimiters={delimiters.map((value) => ({ value, label: delimiterName(value) }))}
        />
      )}
      <div className="space-y-2">
        <h3 className="text-lg">{t('columns')}</h3>
        <p className="measure text-soft">{t('columnsLead')}</p>
        {unknown.length > 0 && (
          <p className="measure">{t('unknown', { count: unknown.length, headers: format.list(unknown) })}</p>
        )}
      </div>
      <LoadForm
        // Read otherwise, the file has other columns.
        key={file.format.headers.join('\n') + file.format.columns.join(',')}
        action={load}
        fileId={file.id}
        columns={file.format.headers.map((header, index) => ({
          header,
          samples: preview.map((row) => (row[index] === undefined ? '' : row[index])).filter((cell) => cell !== ''),
          column: file.format.columns[index] ?? '',
        }))}
        choices={choices}
      />
      <DiscardForm action={discard} fileId={file.id} />
    </section>
  );
}

/** Compression, encoding, delimiter: how the file is read. */
export function FormatList({ fileFormat }: { fileFormat: FileFormat }) {
  const t = useTranslations('register-files.format');
  const definitions = useTextDefinitions();
  const kind =
    fileFormat.kind === 'xlsx'
      ? t('kinds.xlsx', { sheet: fileFormat.sheet })
      : t(fileFormat.gzip ? 'kinds.gzip' : 'kinds.csv');
  const items = [
    { key: 'kind', term: t('kind'), value: kind },
    ...(fileFormat.kind === 'csv' ? definitions(fileFormat) : []),
  ];
  return <DefinitionList items={items} />;
}

function useTextDefinitions(): (format: CsvFormat) => Definition[] {
  const t = useTranslations('register-files.format');
  const delimiterName = useDelimiterName();
  return ({ encoding, marked, delimiter, quoted, lineEnd }) => [
    {
      key: 'encoding',
      term: t('encoding'),
      value: marked ? `${t(`encodings.${encoding}`)}, ${t('marked')}` : t(`encodings.${encoding}`),
    },
    { key: 'delimiter', term: t('delimiter'), value: delimiterName(delimiter) },
    { key: 'quotes', term: t('quotes'), value: quoted ? t('quoted') : t('unquoted') },
    { key: 'lineEnd', term: t('lineEnd'), value: t(`lineEnds.${lineEnd}`) },
  ];
}

const delimiterWords = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;

function useDelimiterName(): (delimiter: Delimiter) => string {
  const t = useTranslations('register-files.format.delimiters');
  return (delimiter) => t(delimiterWords[delimiter]);
}

function useColumnChoices(register: string): { value: string; label: string }[] {
  const t = useTranslations('register-files.format');
  const locale = useLocale();
  const language = isLocale(locale) ? locale : 'en';
  return (findRegister(register)?.columns ?? []).map(({ code, names, required }) => ({
    value: code,
    label: required ? t('required', { name: names[language] }) : names[language],
  }));
}
