import { useFormatter, useTranslations } from 'next-intl';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { OwnEntitlement } from '#lib/entitlements/queries.ts';
import type { OwnBooking } from '#lib/pickup/queries.ts';
import { useAccess, When, Where } from './appointment.tsx';
import { QrCode, type QrDrawing } from './qr-code.tsx';

interface TicketProps {
  booking: OwnBooking;
  entitlement: OwnEntitlement;
  holder: string;
  qr: QrDrawing;
}

/** What is shown at the counter: the code to scan and to read aloud, when, where and what. Prints on one page. */
export function Ticket({ booking, entitlement, holder, qr }: TicketProps) {
  const t = useTranslations('booking.ticket');
  const items = useTranslations('items');
  const programmes = useTranslations('rules.programmes');
  const format = useFormatter();
  const access = useAccess(booking.point);
  const parcel = format.list(
    entitlement.kit.map(({ itemCode, quantity }) => items(`${itemCode}.count`, { count: quantity })),
  );
  return (
    <div className="grid items-start gap-8 rounded border-2 border-edge p-4 sm:grid-cols-[auto_1fr] sm:p-6">
      <div className="space-y-3">
        <QrCode drawing={qr} label={t('qr', { code: booking.code })} />
        <p className="text-center">
          <span className="block text-sm text-soft">{t('code')}</span>
          <strong className="font-mono text-lg">{booking.code}</strong>
        </p>
      </div>
      <DefinitionList
        items={[
          { term: t('when'), value: <When startsAt={booking.startsAt} endsAt={booking.endsAt} /> },
          { term: t('where'), value: <Where place={booking.point} /> },
          ...(access ? [{ term: t('access'), value: <span lang={access.lang}>{access.text}</span> }] : []),
          { term: t('who'), value: holder },
          {
            term: t('parcel'),
            value: (
              <>
                {programmes(entitlement.programmeCode)}
                <span className="block text-sm text-soft">{parcel}</span>
              </>
            ),
          },
          {
            term: t('bring'),
            value: (
              <span className="flex gap-2">
                <Icon name="info" className="mt-1" />
                <span>{t('bringText')}</span>
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
