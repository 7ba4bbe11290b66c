import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
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
      <dl className="space-y-4">
        <Part term={t('when')}>
          <When startsAt={booking.startsAt} endsAt={booking.endsAt} />
        </Part>
        <Part term={t('where')}>
          <Where place={booking.point} />
        </Part>
        {access && (
          <Part term={t('access')}>
            <span lang={access.lang}>{access.text}</span>
          </Part>
        )}
        <Part term={t('who')}>{holder}</Part>
        <Part term={t('parcel')}>
          {programmes(entitlement.programmeCode)}
          <span className="block text-sm text-soft">{parcel}</span>
        </Part>
        <Part term={t('bring')}>{t('bringText')}</Part>
      </dl>
    </div>
  );
}

function Part({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
