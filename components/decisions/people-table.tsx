import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { DecidedPerson } from '#lib/eligibility/decided-people.ts';
import type { Way } from '#lib/eligibility/decision-schema.ts';
import { reasonInWords } from '#lib/rules/words.ts';
import { useNames } from './outcomes.tsx';
import { useEarlierReasonWords } from './rule-words.ts';

/** Who would come onto a list, with what was before, or go off it, with what speaks against. */
export function PeopleTable({ way, people }: { way: Way; people: readonly DecidedPerson[] }) {
  const t = useTranslations();
  const locale = useLocale();
  const provinces = useNames('province');
  const whyIn: Column<DecidedPerson> = {
    key: 'why',
    header: t('decisions.changes.whyIn'),
    cell: (person) => <WhyComingIn person={person} />,
  };
  const whyOut: Column<DecidedPerson> = {
    key: 'why',
    header: t('decisions.persons.why'),
    cell: ({ reasons }) => (
      <ul className="space-y-1">
        {reasons.map((reason) => (
          <li key={reason.code}>{reasonInWords(reason, t, locale)}</li>
        ))}
      </ul>
    ),
  };
  return (
    <DataTable
      caption={t('decisions.people')}
      captionHidden
      rows={people}
      rowKey={({ providerId }) => providerId}
      empty={t('decisions.persons.none')}
      columns={[
        {
          key: 'name',
          header: t('decisions.persons.name'),
          names: true,
          cell: ({ familyName, givenName }) => `${familyName} ${givenName}`,
        },
        {
          key: 'domicile',
          header: t('decisions.persons.domicile'),
          cell: ({ postcode, municipality }) => `${postcode} ${municipality}`,
        },
        { key: 'province', header: t('decisions.province'), cell: ({ provinceCode }) => provinces(provinceCode) },
        way === 'in' ? whyIn : whyOut,
      ]}
    />
  );
}

function WhyComingIn({ person: { firstList, before } }: { person: DecidedPerson }) {
  const t = useTranslations('decisions.persons');
  const words = useEarlierReasonWords();
  if (firstList) return t('firstList');
  if (before === null) return t('newcomer');
  if (before.outcome === 'eligible') return t('wasEligible');
  return (
    <ul className="space-y-1">
      {before.reasons.map((reason) => (
        <li key={reason.code}>{words(reason)}</li>
      ))}
    </ul>
  );
}

interface PeopleFilterProps {
  way: Way;
  profession: string | undefined;
  professions: readonly string[];
}

export function PeopleFilter({ way, profession, professions }: PeopleFilterProps) {
  const t = useTranslations('decisions');
  const groups = useNames('profession');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="way"
        name="way"
        label={t('persons.choose')}
        defaultValue={way}
        options={[
          { value: 'in', label: t('figures.comingIn') },
          { value: 'out', label: t('figures.goingOut') },
        ]}
      />
      <Select
        id="profession"
        name="profession"
        label={t('profession')}
        defaultValue={profession}
        options={professions.map((code) => ({ value: code, label: groups(code) }))}
      />
      <Button type="submit" look="secondary">
        {t('filter.show')}
      </Button>
    </form>
  );
}
