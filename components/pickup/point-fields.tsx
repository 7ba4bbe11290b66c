import { useTranslations } from 'next-intl';
import { FormSelect, FormTextField } from '#components/ui/form.tsx';
import type { ProvincePoint } from '#lib/pickup/province-queries.ts';

export const pointFieldNames = [
  'name',
  'street',
  'postcode',
  'municipality',
  'depotId',
  'accessFr',
  'accessNl',
  'accessDe',
  'accessEn',
] as const;

interface PointFieldsProps {
  depots: readonly { readonly id: string; readonly name: string }[];
  point?: ProvincePoint;
}

/** The fields of a pickup point, inside its form. */
export function PointFields({ depots, point }: PointFieldsProps) {
  const t = useTranslations('province.points');
  return (
    <>
      <FormTextField name="name" defaultValue={point?.name} />
      <FormTextField name="street" defaultValue={point?.street} />
      <FormTextField name="postcode" inputMode="numeric" width="short" defaultValue={point?.postcode} />
      <FormTextField name="municipality" defaultValue={point?.municipality} />
      <FormSelect
        name="depotId"
        options={depots.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={point?.depotId ?? depots[0]?.id}
      />
      <FormTextField name="accessFr" optional hint={t('accessHint')} defaultValue={point?.access.fr} />
      <FormTextField name="accessNl" optional defaultValue={point?.access.nl} />
      <FormTextField name="accessDe" optional defaultValue={point?.access.de} />
      <FormTextField name="accessEn" optional defaultValue={point?.access.en} />
    </>
  );
}
