import { useLocale, useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { ActionForm, FormRadioGroup, SubmitButton } from '#components/ui/form.tsx';
import { queryHref } from '#components/ui/query.ts';
import type { SlotChoice as Choice } from '#lib/pickup/queries.ts';
import { dayInWords } from '#lib/rules/words.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { businessTimeOf } from './business-time.ts';
import { ChoiceLinks } from './choice-links.tsx';

interface SlotChoiceProps {
  entitlementId: string;
  choice: Choice;
  /** Whether a booking is moved; it is taken otherwise. */
  moving: boolean;
  action: FormAction;
}

/** Where, which day, what time: the first two are in the address, the last is posted. */
export function SlotChoice({ entitlementId, choice, moving, action }: SlotChoiceProps) {
  const t = useTranslations('booking.choose');
  const format = useCalendarFormat();
  const locale = useLocale();
  const { points, pointId, days, day, slots } = choice;
  const point = points.find(({ id }) => id === pointId);
  if (!point || day === null) return null;
  return (
    <div className="space-y-8">
      <section className="space-y-3" aria-labelledby="points">
        <h2 id="points" className="text-lg">
          {t('points')}
        </h2>
        <ChoiceLinks
          label={t('points')}
          links={points.map(({ id, name, postcode, municipality, free }) => ({
            key: id,
            href: queryHref({}, { point: id, day }),
            label: name,
            hint: `${postcode} ${municipality} · ${t('free', { free })}`,
            current: id === pointId,
          }))}
        />
      </section>
      <section className="space-y-3" aria-labelledby="days">
        <h2 id="days" className="text-lg">
          {t('days')}
        </h2>
        <ChoiceLinks
          label={t('days')}
          links={days.map((one) => ({
            key: one.day,
            href: queryHref({}, { point: pointId ?? undefined, day: one.day }),
            label: format(new Date(`${one.day}T12:00:00Z`), {
              weekday: 'long',
              day: 'numeric',
              month: 'long',
              timeZone: 'UTC',
            }),
            hint: t('free', { free: one.free }),
            current: one.day === day,
          }))}
        />
      </section>
      <ActionForm
        id="slot"
        action={action}
        fields={{ slotId: t('slot') }}
        values={{ entitlementId }}
        key={`${pointId} ${day}`}
      >
        <FormRadioGroup
          name="slotId"
          hint={t('legend', { day: dayInWords(day, locale), point: point.name })}
          choices={slots.map(({ id, startsAt, endsAt, free }) => ({
            value: id,
            label: t('times', { from: businessTimeOf(startsAt), until: businessTimeOf(endsAt) }),
            hint: t('free', { free }),
          }))}
        />
        <SubmitButton>{t(moving ? 'confirmMove' : 'confirm')}</SubmitButton>
      </ActionForm>
    </div>
  );
}
