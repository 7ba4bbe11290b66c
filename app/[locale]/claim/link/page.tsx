import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { ActionForm, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { sendLinkAction } from '../actions.ts';

interface LinkPageProps {
  searchParams: Promise<{ sent?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim.link');
  return { title: t('title') };
}

export default async function LinkPage({ searchParams }: LinkPageProps) {
  const { sent } = await searchParams;
  const [t, fields] = await Promise.all([getTranslations('claim.link'), getTranslations('claim.fields')]);
  if (sent === '1') {
    return (
      <>
        <PageHeading title={t('title')} />
        <Notice title={t('sent')} large>
          <p>{t('sentBody')}</p>
        </Notice>
      </>
    );
  }
  return (
    <ClientMessages namespaces={['claim']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ActionForm id="link" action={sendLinkAction} fields={{ reference: fields('reference'), email: fields('email') }}>
        <FormTextField
          name="reference"
          hint={t('referenceHint')}
          width="medium"
          autoComplete="off"
          spellCheck={false}
        />
        <FormTextField name="email" type="email" autoComplete="email" hint={t('emailHint')} width="medium" />
        <SubmitButton>{t('send')}</SubmitButton>
      </ActionForm>
    </ClientMessages>
  );
}
