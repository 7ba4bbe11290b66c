import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { professionCodes } from '#lib/rules/professions.ts';

/** Whose deliveries are listed, in the address. */
export function ScheduleFilter({ profession }: { profession: string | undefined }) {
  const t = useTranslations('province.schedule');
  const words = useTranslations('common.actions');
  const professions = useTranslations('professions');
  return (
    <search>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Select
          id="of-profession"
          name="profession"
          label={t('profession')}
          defaultValue={profession ?? ''}
          placeholder={t('allProfessions')}
          options={professionCodes.map((code) => ({ value: code, label: professions(`${code}.group`) }))}
        />
        <Button type="submit" look="secondary">
          {words('show')}
        </Button>
      </form>
    </search>
  );
}
