import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Untold } from '#lib/entitlements/untold.ts';

/** Who left the lists and was not told by mail, with how to reach them and what to tell. */
export function UntoldTable({ people, searched }: { people: readonly Untold[]; searched: boolean }) {
  const t = useTranslations('lists');
  const words = useTranslations('common.words');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  return (
    <DataTable
      caption={t('untold.title')}
      captionHidden
      columns={[
        {
          key: 'name',
          header: words('name'),
          cell: ({ familyName, givenName }) => `${familyName} ${givenName}`,
        },
        {
          key: 'list',
          header: t('untold.list'),
          cell: ({ listId, listNumber, programmeCode, professionCode }) => (
            <>
              <TextLink href={`/taskforce/lists/${listId}`}>
                {t('name', { number: listNumber, group: professions(`${professionCode}.group`) })}
              </TextLink>
              <span className="block text-soft">{programmes(programmeCode)}</span>
            </>
          ),
        },
        { key: 'at', header: t('untold.at'), cell: ({ removedAt }) => <Instant value={removedAt} look="short" /> },
        { key: 'state', header: t('untold.parcel'), cell: ({ state }) => t(`untold.states.${state}`) },
        {
          key: 'address',
          header: t('untold.address'),
          cell: ({ street, postcode, municipality }) =>
            street === null ? `${postcode} ${municipality}` : `${street}, ${postcode} ${municipality}`,
        },
        { key: 'phone', header: t('untold.phone'), nowrap: true, cell: ({ phone }) => phone ?? '–' },
        {
          key: 'email',
          header: t('untold.email'),
          cell: ({ email }) => (email === null ? '–' : <span className="break-all">{email}</span>),
        },
      ]}
      rows={people}
      rowKey={({ providerId, programmeCode }) => `${providerId} ${programmeCode}`}
      empty={t(searched ? 'untold.noneFound' : 'untold.none')}
    />
  );
}
