import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ActionForm, FormRadioGroup, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { RemovalView } from '#lib/entitlements/removals.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface RemovalListProps {
  removals: readonly RemovalView[];
  /** Nobody may be shown because nobody matches. */
  searched: boolean;
  settle: FormAction;
}

/** Whoever left the lists with something booked, each with the question whether they keep it. */
export function RemovalList({ removals, searched, settle }: RemovalListProps) {
  const t = useTranslations('lists.removals');
  if (removals.length === 0) return <EmptyState title={t(searched ? 'noneFound' : 'none')} />;
  return (
    <ul className="space-y-6">
      {removals.map((removal) => (
        <li key={`${removal.listId} ${removal.providerId}`}>
          <Removal removal={removal} settle={settle} />
        </li>
      ))}
    </ul>
  );
}

interface RemovalFilterProps {
  province: string | undefined;
  q: string | undefined;
}

/** Chooses in the address whose appointments are shown. */
export function RemovalFilter({ province, q }: RemovalFilterProps) {
  const t = useTranslations('lists');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  return (
    <SearchForm id="q" label={words('name')} defaultValue={q}>
      <Select
        id="province"
        name="province"
        label={words('province')}
        defaultValue={province ?? ''}
        placeholder={t('allProvinces')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
    </SearchForm>
  );
}

function Removal({ removal, settle }: { removal: RemovalView; settle: FormAction }) {
  const t = useTranslations('lists');
  const professions = useTranslations('professions');
  const programmes = useTranslations('rules.programmes');
  const provinces = useTranslations('provinces');
  const { listId, providerId, bookedFor, point, removedAt } = removal;
  const name = `${removal.givenName} ${removal.familyName}`;
  const id = `removal-${providerId}`;
  const choice = (value: string) => ({
    value,
    label: t(`removals.choices.${value}`),
    hint: t(`removals.means.${value}`),
  });
  return (
    <article aria-labelledby={`${id}-name`} className="space-y-4 rounded border-2 border-line p-4 sm:p-6">
      <div className="space-y-1">
        <h2 id={`${id}-name`} className="text-lg">
          {name}
        </h2>
        <p>
          {programmes(removal.programmeCode)}, {provinces(removal.provinceCode)}
        </p>
        <p>
          {t.rich(removal.listWithdrawn ? 'removals.byWithdrawal' : 'removals.byList', {
            at: () => <Instant value={removedAt} />,
            list: () => (
              <TextLink href={`/taskforce/lists/${listId}`}>
                {t('name', { number: removal.listNumber, group: professions(`${removal.professionCode}.group`) })}
              </TextLink>
            ),
          })}
        </p>
        {bookedFor !== null && (
          <p className="font-semibold">
            {t.rich('removals.booked', { at: () => <Instant value={bookedFor} />, point: point ?? '' })}
          </p>
        )}
      </div>
      <ActionForm
        id={id}
        action={settle}
        fields={{ settlement: t('removals.question', { name }), reason: t('removals.reason') }}
        values={{ listId, providerId }}
      >
        <FormRadioGroup name="settlement" choices={[choice('KEPT'), choice('WITHDRAWN')]} />
        <FormTextArea name="reason" hint={t('removals.reasonHint')} rows={2} />
        <SubmitButton>{t('removals.button')}</SubmitButton>
      </ActionForm>
    </article>
  );
}
