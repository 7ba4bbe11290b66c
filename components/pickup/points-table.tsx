import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DataTable } from '#components/ui/data-table.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ProvincePoint } from '#lib/pickup/province-queries.ts';

/** The points of a province with what is still to come at each. */
export function PointsTable({
  caption,
  captionHidden,
  points,
  empty,
}: {
  caption: string;
  /** Where a heading above says the same. */
  captionHidden?: boolean;
  points: readonly ProvincePoint[];
  empty: ReactNode;
}) {
  const t = useTranslations('province.table');
  const state = useTranslations('province.points');
  const format = useFormatter();
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      columns={[
        {
          key: 'point',
          header: t('point'),
          cell: ({ id, name }) => <TextLink href={`/province/points/${id}`}>{name}</TextLink>,
        },
        {
          key: 'address',
          header: t('address'),
          cell: ({ street, postcode, municipality }) => `${street}, ${postcode} ${municipality}`,
        },
        { key: 'slots', header: t('slots'), numeric: true, cell: ({ slots }) => format.number(slots) },
        { key: 'places', header: t('places'), numeric: true, cell: ({ places }) => format.number(places) },
        { key: 'booked', header: t('booked'), numeric: true, cell: ({ booked }) => format.number(booked) },
        {
          key: 'free',
          header: t('free'),
          numeric: true,
          cell: ({ places, booked }) => format.number(places - booked),
        },
        {
          key: 'state',
          header: t('state'),
          nowrap: true,
          cell: ({ closedAt }) =>
            closedAt === null ? <Status tone="good">{state('open')}</Status> : <Status>{state('closed')}</Status>,
        },
      ]}
      rows={points}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
