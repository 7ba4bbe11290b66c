import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { EntitledStep } from '#lib/programmes/next-step.ts';

/** Where there is no time to choose: why, and what to do, as the card of the entitlement says it. */
export function NothingToChoose({ nextStep, provinceCode }: { nextStep: EntitledStep; provinceCode: string }) {
  const t = useTranslations('booking.choose');
  const action =
    nextStep === 'delivery-over' ? (
      <LinkButton look="secondary" href="/contact">
        {t('contact')}
      </LinkButton>
    ) : (
      <LinkButton look="secondary" href={`/schedule/${provinceCode}`}>
        {t('schedule')}
      </LinkButton>
    );
  return (
    <EmptyState title={t(`nothing.${nextStep}.title`)} action={action}>
      <p>{t(`nothing.${nextStep}.text`)}</p>
    </EmptyState>
  );
}
