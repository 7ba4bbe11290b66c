import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import type { Query } from '#components/ui/query.ts';
import { sortable } from '#components/ui/sortable.ts';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { Link } from '#lib/i18n/navigation.ts';
import type { ExpectedPerson } from '#lib/pickup/day.ts';
import type { DaySearch } from '#lib/pickup/day-schema.ts';
import { type ExpectedState, expectedStateOf } from '#lib/pickup/states.ts';

interface ExpectedTableProps {
  people: readonly ExpectedPerson[];
  pointId: string;
  search: DaySearch;
  /** What the address says, but for the page. */
  query: Query;
}

const tones: Record<ExpectedState, Tone> = { expected: 'neutral', here: 'attention', served: 'good' };

/** Who is expected at a point on a day, sorted by the address. */
export function ExpectedTable({ people, pointId, search, query }: ExpectedTableProps) {
  const t = useTranslations('day');
  const professions = useTranslations('professions');
  return (
    <DataTable
      caption={t('expectedHeading')}
      captionHidden
      rows={people}
      rowKey={({ bookingId }) => bookingId}
      empty={search.q !== '' || search.state !== undefined ? t('nobodyFound') : t('nobodyExpected')}
      columns={[
        {
          key: 'time',
          header: t('time'),
          nowrap: true,
          cell: ({ startsAt }) => <Instant value={startsAt.toISOString()} look="time" />,
          ...sortable(query, search, 'time'),
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
          ...sortable(query, search, 'name'),
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
        {
          key: 'state',
          header: t('state'),
          nowrap: true,
          cell: (person) => {
            const state = expectedStateOf(person);
            return <Status tone={tones[state]}>{t(`states.${state}`)}</Status>;
          },
        },
      ]}
    />
  );
}
