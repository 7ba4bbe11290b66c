import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { RefreshWhile } from '#components/pickup/refresh-while.tsx';
import { FileFacts } from '#components/registers/file-facts.tsx';
import { ImportProgress } from '#components/registers/import-progress.tsx';
import { Faults, ImportResult } from '#components/registers/import-result.tsx';
import { Recognition } from '#components/registers/recognition.tsx';
import { WithdrawForm } from '#components/registers/recognition-forms.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { UserActor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { isFaultCode } from '#lib/registers/faults.ts';
import { previewFile } from '#lib/registers/files/preview.ts';
import { type FileView, findFile, listFaults } from '#lib/registers/files/queries.ts';
import { findRun } from '#lib/runs/queries.ts';
import { searchPage } from '#lib/shared/search-schema.ts';
import { discardAction, loadAction, rereadAction, withdrawAction } from '../actions.ts';

interface FilePageProps {
  params: Promise<{ locale: Locale; file: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const searchSchema = z.object({
  fault: z
    .string()
    .optional()
    .catch(undefined)
    .transform((code) => (code !== undefined && isFaultCode(code) ? code : undefined)),
  page: searchPage,
  done: z.enum(['reread', 'withdrawn']).optional().catch(undefined),
});
type Search = z.infer<typeof searchSchema>;

const previewedRows = 3;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('register-files.file');
  return { title: t('facts') };
}

export default async function FilePage({ params, searchParams }: FilePageProps) {
  const { locale, file: id } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/registers/${id}`);
  const file = z.uuid().safeParse(id).success ? await findFile(actor, id) : undefined;
  if (!file) return notFound();
  const [search, t] = await Promise.all([searchParams.then(searchSchema.parse), getTranslations('register-files')]);
  return (
    <ClientMessages namespaces={['register-files', 'registers']}>
      <Breadcrumb crumbs={[{ href: '/taskforce/registers', label: t('title') }]} />
      <PageHeading title={<span className="break-words">{file.fileName}</span>} />
      <div className="space-y-10">
        {search.done && <Notice tone="good" title={t(`done.${search.done}`)} live />}
        <FileFacts file={file} />
        <FileContent actor={actor} file={file} search={search} />
      </div>
    </ClientMessages>
  );
}

/** What there is to see or to do, by how far the file is. */
async function FileContent({ actor, file, search }: { actor: UserActor; file: FileView; search: Search }) {
  const { state, format } = file;
  if (state === 'RECEIVING') return <RefreshWhile />;
  if (state === 'QUEUED') {
    return <ImportProgress fileId={file.id} run={file.runId === null ? undefined : await findRun(actor, file.runId)} />;
  }
  if (state === 'RECOGNISED' && format !== null) {
    return (
      <Recognition
        file={{ ...file, format }}
        preview={await previewFile(actor, file.id, previewedRows)}
        load={loadAction}
        reread={rereadAction}
        discard={discardAction}
      />
    );
  }
  if (state !== 'IMPORTED') return null;
  const { fault, page } = search;
  const list = await listFaults(actor, { fileId: file.id, ...(fault ? { code: fault } : {}) }, page);
  return (
    <>
      <ImportResult file={file} />
      <Faults file={file} code={fault} page={list.page} list={list} />
      <WithdrawForm action={withdrawAction} fileId={file.id} />
    </>
  );
}
