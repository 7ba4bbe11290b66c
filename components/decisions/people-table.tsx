import { useLocale, useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import type { DecidedPerson } from '#lib/eligibility/decided-people.ts';
import type { Way } from '#lib/eligibility/decision-schema.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { useNames } from './outcomes.tsx';
import { whyInWords } from './rule-words.ts';

interface PeopleTableProps {
  way: Way;
  people: readonly DecidedPerson[];
  /** Nobody may be shown because nobody matches. */
  searched: boolean;
}

/** Who would come onto a list, with what was before, or go off it, with what speaks against. */
export function PeopleTable({ way, people, searched }: PeopleTableProps) {
  const t = useTranslations();
  const locale = useLocale();
  const provinces = useNames('province');
  return (
    <DataTable
      caption={t('decisions.people')}
      captionHidden
      rows={people}
      rowKey={({ providerId }) => providerId}
      empty={t(searched ? 'decisions.persons.noneFound' : 'decisions.persons.none')}
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
        {
          key: 'why',
          header: t(way === 'in' ? 'decisions.changes.whyIn' : 'decisions.persons.why'),
          cell: (person) => <Why lines={whyInWords(way, person, t, locale)} />,
        },
      ]}
    />
  );
}

function Why({ lines }: { lines: readonly string[] }) {
  if (lines.length === 1) return lines[0];
  return (
    <ul className="space-y-1">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface PeopleFilterProps {
  way: Way;
  profession: string | undefined;
  professions: readonly string[];
  province: string | undefined;
  q: string | undefined;
}

export function PeopleFilter({ way, profession, professions, province, q }: PeopleFilterProps) {
  const t = useTranslations('decisions');
  const groups = useNames('profession');
  const provinces = useNames('province');
  return (
    <SearchForm id="q" label={t('persons.search')} defaultValue={q}>
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
      <Select
        id="province"
        name="province"
        label={t('province')}
        defaultValue={province ?? ''}
        placeholder={t('allProvinces')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
    </SearchForm>
  );
}
