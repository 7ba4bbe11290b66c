import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ParcelDrawing } from '#components/parcel/parcel-drawing.tsx';
import { AppointmentLine } from '#components/pickup/appointment.tsx';
import { businessDayOf } from '#components/pickup/business-time.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Details } from '#components/ui/details.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { EntitlementStatus, OwnEntitlement } from '#lib/entitlements/queries.ts';
import type { OwnBooking } from '#lib/pickup/queries.ts';
import type { PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { Reasons } from './reasons.tsx';

const tones: Record<EntitlementStatus, Tone> = {
  GIVEN: 'info',
  BOOKED: 'good',
  SERVED: 'good',
  DECLINED: 'neutral',
  WITHDRAWN: 'neutral',
};

type FormPost = (formData: FormData) => void | Promise<void>;

export interface EntitlementCardProps {
  entitlement: OwnEntitlement;
  booking: OwnBooking | undefined;
  /** Places one could choose now, and the first day with one. */
  places: { free: number; firstDay: string } | undefined;
  planned: PlannedDelivery | null;
  /** Whether a counter of a province handed it over, and so wrote a receipt. */
  hasReceipt: boolean;
  decline: FormPost;
  resume: FormPost;
}

/** One entitlement: what to do next stands first, then what it is and why. */
export function EntitlementCard({ decline, resume, hasReceipt, ...card }: EntitlementCardProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { entitlement } = card;
  const { id, status, list, professionCode, provinceCode, channel, kit, decision } = entitlement;
  const published = list.publishedAt === null ? '' : dayInWords(businessDayOf(list.publishedAt), locale);
  const values = { entitlementId: id, locale };
  return (
    <section aria-labelledby={`entitlement-${id}`} className="space-y-6 border-line border-t-4 pt-6">
      <div className="space-y-2">
        <h2 id={`entitlement-${id}`} className="flex flex-wrap items-center gap-3 text-xl">
          {t(`rules.programmes.${entitlement.programmeCode}`)}
          <Status tone={tones[status]}>{t(`provider.statuses.${status}`)}</Status>
        </h2>
        <p className="text-soft">
          {t('provider.overview.list', {
            number: list.number,
            group: t(`professions.${professionCode}.group`),
            day: published,
          })}{' '}
          {t('provider.overview.way', {
            way: t(`channels.${channel}.description`),
            province: t(`provinces.${provinceCode}`),
          })}
        </p>
      </div>
      {status === 'SERVED' && <Served entitlement={entitlement} hasReceipt={hasReceipt} />}
      {status === 'DECLINED' && (
        <Notice tone="info" title={t('provider.declined.title')} headingLevel={3}>
          <p>{t('provider.declined.text')}</p>
          <form action={resume}>
            <HiddenValues values={values} />
            <Button type="submit" look="secondary">
              {t('provider.declined.resume')}
            </Button>
          </form>
        </Notice>
      )}
      {(status === 'GIVEN' || status === 'BOOKED') && <NextStep {...card} />}
      {(status === 'GIVEN' || status === 'BOOKED') && kit.length > 0 && <ParcelDrawing parts={kit} />}
      <div className="space-y-3">
        {decision && (
          <Details summary={t('provider.why.entitled')}>
            <Reasons decision={decision} />
          </Details>
        )}
        {status === 'GIVEN' && (
          <ConfirmForm
            action={decline}
            label={t('provider.decline.label')}
            question={<p>{t('provider.decline.question')}</p>}
            confirmLabel={t('provider.decline.confirm')}
            values={values}
            look="quiet"
          />
        )}
      </div>
    </section>
  );
}

function HiddenValues({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function NextStep({
  entitlement,
  booking,
  places,
  planned,
}: Pick<EntitlementCardProps, 'entitlement' | 'booking' | 'places' | 'planned'>) {
  const t = useTranslations('provider');
  const provinces = useTranslations('provinces');
  const locale = useLocale();
  const { id, channel, organisation, provinceCode } = entitlement;
  if (organisation && (channel === 'grouping' || channel === 'association')) {
    return <ThroughOrganisation channel={channel} organisation={organisation} />;
  }
  if (booking) {
    return (
      <Notice tone="good" title={t('booked.title')} headingLevel={3} large>
        <AppointmentLine booking={booking} />
        <div className="flex flex-wrap gap-3 pt-2">
          <LinkButton href={`/provider/entitlements/${id}/ticket`}>{t('booked.ticket')}</LinkButton>
          <LinkButton look="secondary" href={`/provider/entitlements/${id}/slot`}>
            {t('booked.move')}
          </LinkButton>
        </div>
      </Notice>
    );
  }
  if (places) {
    return (
      <div className="space-y-3">
        <h3 className="text-lg">{t('choose.title')}</h3>
        <p>{t('choose.text', { free: places.free, first: dayInWords(places.firstDay, locale) })}</p>
        <LinkButton href={`/provider/entitlements/${id}/slot`} icon="calendar">
          {t('choose.button')}
        </LinkButton>
      </div>
    );
  }
  const days = planned && { from: dayInWords(planned.fromOn, locale), last: dayInWords(planned.lastOn, locale) };
  if (planned?.way === 'home-delivery' && days) {
    return (
      <Notice tone="info" title={t('homeDelivery.title')} headingLevel={3}>
        <p>{t('homeDelivery.text', days)}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t('noSlots.title')} headingLevel={3}>
      <p>{t('noSlots.text', { province: provinces(provinceCode) })}</p>
      {days && <p>{t('noSlots.planned', days)}</p>}
      <p>
        <TextLink href={`/schedule/${provinceCode}`}>{t('noSlots.schedule')}</TextLink>
      </p>
    </Notice>
  );
}

function ThroughOrganisation({
  channel,
  organisation: { name, email, phone },
}: {
  channel: 'grouping' | 'association';
  organisation: NonNullable<OwnEntitlement['organisation']>;
}) {
  const t = useTranslations('provider');
  const ways = [
    ...(email === null
      ? []
      : [
          {
            key: 'email',
            term: t('contactBy.email'),
            value: (
              <a className="link" href={`mailto:${email}`}>
                {email}
              </a>
            ),
          },
        ]),
    ...(phone === null ? [] : [{ key: 'phone', term: t('contactBy.phone'), value: phone }]),
  ];
  return (
    <div className="space-y-3">
      <h3 className="text-lg">{t(`${channel}.title`)}</h3>
      <p>{t(`${channel}.text`, { name })}</p>
      {ways.length > 0 && <DefinitionList items={ways} />}
    </div>
  );
}

function Served({ entitlement, hasReceipt }: { entitlement: OwnEntitlement; hasReceipt: boolean }) {
  const t = useTranslations('provider.served');
  const channels = useTranslations('channels');
  const items = useTranslations('items');
  const format = useFormatter();
  const locale = useLocale();
  const { id, servedAt, channel, kit, programmeCode } = entitlement;
  const day = servedAt === null ? '' : dayInWords(businessDayOf(servedAt), locale);
  return (
    <Notice tone="good" title={t('title', { day })} headingLevel={3}>
      <p>{format.list(kit.map(({ itemCode, quantity }) => items(`${itemCode}.count`, { count: quantity })))}</p>
      <p>
        {t('way', { way: channels(`${channel}.description`) })}
        {t.has(`keep.${programmeCode}`) && ` ${t(`keep.${programmeCode}`)}`}
      </p>
      {hasReceipt && (
        <p className="flex flex-wrap gap-x-6">
          <TextLink href={`/provider/entitlements/${id}/receipt`} className="inline-flex min-h-11 items-center">
            {t('receipt')}
          </TextLink>
          <TextLink href={`/provider/entitlements/${id}/problem`} className="inline-flex min-h-11 items-center">
            {t('problem')}
          </TextLink>
        </p>
      )}
    </Notice>
  );
}
