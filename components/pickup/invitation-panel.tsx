import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { InvitationState } from '#lib/pickup/province-queries.ts';
import { RefreshWhile } from './refresh-while.tsx';

interface InvitationPanelProps {
  state: InvitationState;
  /** Places that those invited could choose from. */
  free: number;
  programmeCode: string;
  action: (formData: FormData) => void | Promise<void>;
}

/** How far inviting has come, and the way to begin it. */
export function InvitationPanel({ state, free, programmeCode, action }: InvitationPanelProps) {
  const t = useTranslations('province.invite');
  const locale = useLocale();
  const { invited, waiting, underWay } = state;
  return (
    <div className="max-w-3xl space-y-6">
      <ProgressBar label={t('progress')} value={invited} max={invited + waiting} />
      {underWay ? (
        <Notice tone="info" title={t('underWay')} live>
          <p>{t('underWayText')}</p>
          <LinkButton look="secondary" href="/province/slots/invitations">
            {t('refresh')}
          </LinkButton>
          <RefreshWhile />
        </Notice>
      ) : (
        <>
          <p>{t('waiting', { count: waiting })}</p>
          {waiting > 0 && (
            <ConfirmForm
              action={action}
              look="primary"
              label={t('button', { count: waiting })}
              question={<p>{t('question', { free })}</p>}
              confirmLabel={t('confirm')}
              values={{ locale, programmeCode }}
            />
          )}
        </>
      )}
    </div>
  );
}
