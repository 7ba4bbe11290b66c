import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { professionCodes } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';

interface CompareFormProps {
  programme: string;
  profession: string;
  /** Numbers of the versions there are, the newest first. */
  numbers: readonly number[];
  from: number | undefined;
  to: number | undefined;
}

/** Chooses in the address which list, and which two of its versions. */
export function CompareForm({ programme, profession, numbers, from, to }: CompareFormProps) {
  const t = useTranslations('lists');
  const words = useTranslations('common.actions');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  const versions = numbers.map((number) => ({ value: String(number), label: t('short', { number }) }));
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="programme"
        name="programme"
        label={t('programme')}
        defaultValue={programme}
        options={programmeCodes.map((code) => ({ value: code, label: programmes(code) }))}
      />
      <Select
        id="profession"
        name="profession"
        label={t('profession')}
        defaultValue={profession}
        options={professionCodes.map((code) => ({ value: code, label: professions(`${code}.group`) }))}
      />
      {versions.length > 1 && (
        <>
          <Select
            id="from"
            name="from"
            label={t('compare.from')}
            defaultValue={String(from ?? '')}
            options={versions}
          />
          <Select id="to" name="to" label={t('compare.to')} defaultValue={String(to ?? '')} options={versions} />
        </>
      )}
      <Button type="submit" look="secondary">
        {words('show')}
      </Button>
    </form>
  );
}
