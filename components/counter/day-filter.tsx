import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { DayPoint } from '#lib/pickup/day.ts';

interface DayFilterProps {
  day: string;
  pointId: string;
  points: readonly DayPoint[];
}

/** Which point and which day; in the address, so that the view can be sent to a colleague. */
export function DayFilter({ day, pointId, points }: DayFilterProps) {
  const t = useTranslations('day');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="point"
        name="point"
        label={t('point')}
        defaultValue={pointId}
        options={points.map(({ id, name, expected }) => ({ value: id, label: t('pointOption', { name, expected }) }))}
      />
      <TextField id="day" name="day" type="date" label={t('day')} defaultValue={day} width="medium" />
      <Button type="submit" look="secondary">
        {t('show')}
      </Button>
    </form>
  );
}
