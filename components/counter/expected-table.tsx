import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { Status } from '#components/ui/status.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import type { ExpectedPerson } from '#lib/pickup/day.ts';

interface ExpectedTableProps {
  people: readonly ExpectedPerson[];
  pointId: string;
  searched: boolean;
}

export function ExpectedTable({ people, pointId, searched }: ExpectedTableProps) {
  const t = useTranslations('day');
  const professions = useTranslations('professions');
  return (
    <DataTable
      caption={t('expectedHeading')}
      captionHidden
      rows={people}
      rowKey={({ bookingId }) => bookingId}
      empty={searched ? t('nobodyFound') : t('nobodyExpected')}
      columns={[
        {
          key: 'time',
          header: t('time'),
          nowrap: true,
          cell: ({ startsAt }) => <Instant value={startsAt.toISOString()} look="time" />,
        },
        {
          key: 'name',
          header: t('name'),
          names: true,
          cell: ({ entitlementId, familyName, givenName }) => (
            <Link className="link" prefetch={false} href={`/province/day/${entitlementId}?point=${pointId}`}>
              {familyName} {givenName}
            </Link>
          ),
        },
        {
          key: 'profession',
          header: t('profession'),
          cell: ({ professionCode }) => professions(`${professionCode}.name`),
        },
        {
          key: 'code',
          header: t('code'),
          nowrap: true,
          cell: ({ code }) => <span className="tabular-nums">{code}</span>,
        },
        { key: 'state', header: t('state'), nowrap: true, cell: (person) => <PersonState person={person} /> },
      ]}
    />
  );
}

function PersonState({ person }: { person: ExpectedPerson }) {
  const t = useTranslations('day');
  if (person.handedOverAt) return <Status tone="good">{t('states.served')}</Status>;
  if (person.checkedInAt) return <Status tone="attention">{t('states.here')}</Status>;
  return <Status>{t('states.expected')}</Status>;
}
