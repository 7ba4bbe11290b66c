import { useTranslations } from 'next-intl';
import { Day } from '#components/ui/day.tsx';
import type { ProgrammeTerms } from '#lib/programmes/terms.ts';

const day = (value: string) => <Day value={value} year />;

/** From when until when claims are received, in words. */
export function ClaimDays({ claimsFromOn, claimsLastOn }: Pick<ProgrammeTerms, 'claimsFromOn' | 'claimsLastOn'>) {
  const t = useTranslations('programmes');
  if (claimsFromOn === null) return t('noClaims');
  if (claimsLastOn === null) return t.rich('since', { from: () => day(claimsFromOn) });
  return t.rich('fromUntil', { from: () => day(claimsFromOn), last: () => day(claimsLastOn) });
}

/** From when until when parcels are delivered, in words. */
export function DeliveryDays({
  deliveryFromOn,
  deliveryLastOn,
}: Pick<ProgrammeTerms, 'deliveryFromOn' | 'deliveryLastOn'>) {
  const t = useTranslations('programmes');
  if (deliveryFromOn === null) return t('noDelivery');
  if (deliveryLastOn === null) return t.rich('since', { from: () => day(deliveryFromOn) });
  return t.rich('fromUntil', { from: () => day(deliveryFromOn), last: () => day(deliveryLastOn) });
}
