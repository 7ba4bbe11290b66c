import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { slotStates } from '#lib/pickup/schema.ts';

interface SlotFilterProps {
  points: readonly { readonly id: string; readonly name: string }[];
  point: string | undefined;
  day: string | undefined;
  state: (typeof slotStates)[number];
}

/** Which slots are listed, in the address, so that a view can be sent to a colleague. */
export function SlotFilter({ points, point, day, state }: SlotFilterProps) {
  const t = useTranslations('province.slots');
  return (
    <search>
      <form method="get" className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]">
        <Select
          id="point"
          name="point"
          label={t('point')}
          defaultValue={point ?? ''}
          placeholder={t('allPoints')}
          options={points.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField id="day" name="day" type="date" label={t('from')} defaultValue={day} />
        <Select
          id="state"
          name="state"
          label={t('state')}
          defaultValue={state}
          options={slotStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <Button type="submit" look="secondary" icon="search">
          {t('show')}
        </Button>
      </form>
    </search>
  );
}
