import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Query } from '#components/ui/query.ts';
import { sortable } from '#components/ui/sortable.ts';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ProvinceSlot } from '#lib/pickup/province-queries.ts';
import type { SlotList } from '#lib/pickup/schema.ts';
import { type SlotState, slotStateOf } from '#lib/pickup/states.ts';
import { businessTimeOf } from './business-time.ts';

type FormPost = (formData: FormData) => void | Promise<void>;

interface SlotTableProps {
  slots: readonly ProvinceSlot[];
  list: SlotList;
  /** What the address says, but for the page. */
  query: Query;
  /** The query of the view, to come back to. */
  view: string;
  close: FormPost;
  reopen: FormPost;
}

const tones: Record<SlotState, Tone> = { free: 'good', full: 'info', closed: 'neutral' };

/** Slots, sorted by the address; one that nobody booked can be closed, and opened again. */
export function SlotTable({ slots, list, query, view, close, reopen }: SlotTableProps) {
  const t = useTranslations('province');
  const format = useFormatter();
  const inCalendar = useCalendarFormat();
  const dayOf = ({ startsAt }: ProvinceSlot) =>
    inCalendar(startsAt, { weekday: 'short', day: 'numeric', month: 'long' });
  const timeOf = ({ startsAt, endsAt }: ProvinceSlot) => `${businessTimeOf(startsAt)}–${businessTimeOf(endsAt)}`;
  return (
    <DataTable
      caption={t('slots.caption')}
      captionHidden
      columns={[
        {
          key: 'time',
          header: t('table.day'),
          nowrap: true,
          cell: (slot) => `${dayOf(slot)}, ${timeOf(slot)}`,
          ...sortable(query, list, 'time'),
        },
        { key: 'point', header: t('table.point'), cell: ({ pointName }) => pointName },
        { key: 'places', header: t('table.places'), numeric: true, cell: ({ capacity }) => format.number(capacity) },
        {
          key: 'booked',
          header: t('table.booked'),
          numeric: true,
          cell: ({ booked }) => format.number(booked),
          ...sortable(query, list, 'booked', 'descending'),
        },
        {
          key: 'free',
          header: t('table.free'),
          numeric: true,
          cell: (slot) => (slot.closedAt === null ? format.number(slot.capacity - slot.booked) : '–'),
          ...sortable(query, list, 'free', 'descending'),
        },
        {
          key: 'state',
          header: t('table.state'),
          nowrap: true,
          cell: (slot) => <Status tone={tones[slotStateOf(slot)]}>{t(`slots.stateOf.${slotStateOf(slot)}`)}</Status>,
        },
        {
          key: 'action',
          header: t('table.action'),
          cell: (slot) => {
            const words = { day: dayOf(slot), time: timeOf(slot), point: slot.pointName };
            if (slot.closedAt !== null) {
              return (
                <SlotAction
                  action={reopen}
                  slotId={slot.id}
                  view={view}
                  text={t('slots.reopen')}
                  label={t('slots.reopenLabel', words)}
                />
              );
            }
            if (slot.booked > 0) return null;
            return (
              <SlotAction
                action={close}
                slotId={slot.id}
                view={view}
                text={t('slots.close')}
                label={t('slots.closeLabel', words)}
              />
            );
          },
        },
      ]}
      rows={slots}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('slots.empty')}>
          <p>{t('slots.emptyText')}</p>
        </EmptyState>
      }
    />
  );
}

function SlotAction({
  action,
  slotId,
  view,
  text,
  label,
}: {
  action: FormPost;
  slotId: string;
  view: string;
  text: string;
  label: string;
}) {
  const locale = useLocale();
  return (
    <form action={action}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slotId" value={slotId} />
      <input type="hidden" name="view" value={view} />
      <Button type="submit" look="quiet" aria-label={label} className="px-2 py-1">
        {text}
      </Button>
    </form>
  );
}
