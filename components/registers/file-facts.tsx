import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isLocale } from '#lib/i18n/locales.ts';
import type { FileView } from '#lib/registers/files/queries.ts';
import { refusalParams } from '#lib/registers/files/refusal-params.ts';
import { useRegisterName } from './contradiction-words.ts';
import { FileState } from './file-state.tsx';

/** What is known of a file; why it does not count comes first. */
export function FileFacts({ file }: { file: FileView }) {
  const t = useTranslations('register-files.file');
  const states = useTranslations('register-files.files');
  const name = useRegisterName();
  const format = useFormatter();
  const { receivedAt, receivedByName, importedAt, contentHash, byteSize } = file;
  const size =
    byteSize < 1_000_000
      ? format.number(Math.ceil(byteSize / 1_000), { style: 'unit', unit: 'kilobyte' })
      : format.number(byteSize / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  return (
    <div className="space-y-6">
      <WhyNot file={file} />
      <DefinitionList
        items={[
          { key: 'state', term: states('state'), value: <FileState state={file.state} /> },
          { key: 'register', term: t('register'), value: name(file.register) },
          {
            key: 'received',
            term: t('received'),
            value: t.rich('receivedBy', {
              at: () => <Instant value={receivedAt} />,
              name: receivedByName ?? t('byCommand'),
            }),
          },
          ...(importedAt === null
            ? []
            : [{ key: 'imported', term: t('imported'), value: <Instant value={importedAt} /> }]),
          ...(byteSize > 0 ? [{ key: 'size', term: t('size'), value: size }] : []),
          ...(contentHash === null
            ? []
            : [{ key: 'hash', term: t('hash'), value: <code className="break-all text-sm">{contentHash}</code> }]),
        ]}
      />
    </div>
  );
}

function WhyNot({ file: { refusal, register, withdrawn } }: { file: FileView }) {
  const t = useTranslations('register-files');
  const sentences = useTranslations('registers.refusals');
  const locale = useLocale();
  if (refusal) {
    return (
      <Notice tone="wrong" title={t('refusal.title')}>
        <p>{sentences(refusal.code, refusalParams(refusal.params, register, isLocale(locale) ? locale : 'en'))}</p>
        <p>{t('refusal.nothingKept')}</p>
      </Notice>
    );
  }
  if (!withdrawn) return null;
  return (
    <Notice title={t('withdraw.title')}>
      <p className="whitespace-pre-line">{withdrawn.reason}</p>
      <p className="text-soft">
        {t.rich('withdraw.by', {
          name: withdrawn.byName ?? t('file.byCommand'),
          at: () => <Instant value={withdrawn.at} />,
        })}
      </p>
    </Notice>
  );
}
