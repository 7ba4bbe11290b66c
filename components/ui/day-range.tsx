import { useTranslations } from 'next-intl';
import { TextField } from './text-field.tsx';

interface DayRangeProps {
  from: string | undefined;
  until: string | undefined;
}

/** The days that a search keeps to, both of them included; either may be left open. */
export function DayRange({ from, until }: DayRangeProps) {
  const t = useTranslations('ui.days');
  return (
    <>
      <TextField
        id="from"
        name="from"
        type="date"
        label={t('from')}
        defaultValue={from}
        width="medium"
        aria-required={false}
      />
      <TextField
        id="until"
        name="until"
        type="date"
        label={t('until')}
        defaultValue={until}
        width="medium"
        aria-required={false}
      />
    </>
  );
}
