import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { type SlotList, slotFilters } from '#lib/pickup/schema.ts';

interface SlotFilterProps {
  points: readonly { readonly id: string; readonly name: string }[];
  list: SlotList;
}

/** Which slots are listed, in the address, so that a view can be sent to a colleague. */
export function SlotFilter({ points, list: { point, day, state, sort, order } }: SlotFilterProps) {
  const t = useTranslations('province.slots');
  return (
    <search>
      <form method="get" className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]">
        <input type="hidden" name="sort" value={sort} />
        <input type="hidden" name="order" value={order} />
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
          options={slotFilters.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <Button type="submit" look="secondary" icon="search">
          {t('show')}
        </Button>
      </form>
    </search>
  );
}
