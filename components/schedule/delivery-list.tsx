import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { fullDay } from '#lib/i18n/kept-words.ts';
import type { GroupedDelivery } from '#lib/pickup/public-schedule.ts';
import { AuthorsText } from './authors-text.tsx';

const icons: Readonly<Record<GroupedDelivery['way'], IconName>> = {
  pickup: 'pin',
  'home-delivery': 'parcel',
  grouping: 'person',
  association: 'person',
};

/** What a province plans: when, for whom, by which way, and what it says of it. */
export function DeliveryList({ deliveries }: { deliveries: readonly GroupedDelivery[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line border-line border-y">
      {deliveries.map(({ id, programme, professions, fromOn, lastOn, way, note }) => (
        <li key={id} className="flex gap-4 py-4">
          <Icon name={icons[way]} className="mt-1 text-accent" />
          <div className="min-w-0 space-y-1">
            <p className="font-semibold">
              {fromOn === lastOn
                ? t('schedule.deliveries.day', { from: fullDay(fromOn, locale) })
                : t('schedule.deliveries.period', { from: fullDay(fromOn, locale), last: fullDay(lastOn, locale) })}
            </p>
            <p>
              {t(`rules.programmes.${programme}`)} · {t(`schedule.ways.${way}`)}
            </p>
            <p className="text-soft">
              {professions.length === 0
                ? t('schedule.deliveries.everyone')
                : t('schedule.deliveries.some', {
                    professions: format.list(professions.map((code) => t(`professions.${code}.group`))),
                  })}
            </p>
            <AuthorsText text={note} />
          </div>
        </li>
      ))}
    </ul>
  );
}
