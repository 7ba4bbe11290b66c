import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ParcelDrawing } from '#components/parcel/parcel-drawing.tsx';
import { AppointmentLine } from '#components/pickup/appointment.tsx';
import { businessDayOf } from '#components/pickup/business-time.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Details } from '#components/ui/details.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { Unlisted } from '#lib/eligibility/own-unlisted.ts';
import type { EntitlementStatus, OwnEntitlement } from '#lib/entitlements/queries.ts';
import type { AppointmentState } from '#lib/pickup/appointment-state.ts';
import type { OwnBooking, OwnDeliveryReport } from '#lib/pickup/queries.ts';
import type { PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import type { EntitledStep } from '#lib/programmes/next-step.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { Reasons } from './reasons.tsx';
import { UnlistedNext, WhyUnlisted } from './unlisted-card.tsx';

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
  nextStep: EntitledStep;
  appointment: AppointmentState | undefined;
  /** Whether a counter of a province handed it over, and so wrote a receipt. */
  hasReceipt: boolean;
  /** Whether the delivery at home or by an organisation has begun, so that one can tell how it came. */
  deliveryBegun: boolean;
  /** What was told of it. */
  deliveryReports: readonly OwnDeliveryReport[];
  /** Why a later list left the person out, while it is decided whether they keep what they booked. */
  removed?: Unlisted | undefined;
  decline: FormPost;
  resume: FormPost;
}

/** One entitlement: what to do next stands first, then what it is and why. */
export function EntitlementCard({ decline, resume, hasReceipt, removed, ...card }: EntitlementCardProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { entitlement } = card;
  const { id, status, list, professionCode, provinceCode, channel, kit, decision } = entitlement;
  // Whoever booked or collected before the delivery at home was planned comes, or came, to a point.
  const atHome = card.planned?.way === 'home-delivery' && !card.booking && !hasReceipt;
  const way = t(atHome ? 'provider.atHome' : `channels.${channel}.description`);
  const published = list.publishedAt === null ? '' : dayInWords(businessDayOf(list.publishedAt), locale);
  const values = { entitlementId: id, locale };
  return (
    <section aria-labelledby={`entitlement-${id}`} className="space-y-6 border-line border-t-4 pt-6">
      <div className="space-y-2">
        <h2 id={`entitlement-${id}`} className="flex flex-wrap items-center gap-3 text-xl">
          {t(`rules.programmes.${entitlement.programmeCode}`)}
          <Status tone={tones[status]}>
            {t(status === 'GIVEN' && card.deliveryBegun ? 'provider.brought.status' : `provider.statuses.${status}`)}
          </Status>
        </h2>
        <p className="text-soft">
          {t('provider.overview.list', {
            number: list.number,
            group: t(`professions.${professionCode}.group`),
            day: published,
          })}{' '}
          {t('provider.overview.way', {
            way,
            province: t(`provinces.${provinceCode}`),
          })}
        </p>
      </div>
      {entitlement.removalPending && (
        <Notice tone="attention" title={t('provider.removalPending.title')} headingLevel={3}>
          <p>{t('provider.removalPending.text')}</p>
          {removed && <UnlistedNext unlisted={removed} />}
        </Notice>
      )}
      {entitlement.removalPending && removed && <WhyUnlisted unlisted={removed} />}
      {status === 'SERVED' && <Served entitlement={entitlement} way={way} hasReceipt={hasReceipt} />}
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
      {card.deliveryBegun && <Brought atHome={atHome} {...card} />}
      {(status === 'GIVEN' || status === 'BOOKED') && kit.length > 0 && <ParcelDrawing parts={kit} />}
      <div className="space-y-3">
        {decision && !entitlement.removalPending && (
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
  appointment,
  places,
  planned,
  nextStep,
}: Pick<EntitlementCardProps, 'entitlement' | 'booking' | 'appointment' | 'places' | 'planned' | 'nextStep'>) {
  const t = useTranslations();
  const locale = useLocale();
  const { id, organisation, provinceCode } = entitlement;
  if (booking && appointment === 'arrived') {
    return (
      <Notice tone="good" title={t('provider.arrived.title')} headingLevel={3}>
        <AppointmentLine booking={booking} />
        <p>{t('provider.arrived.text')}</p>
      </Notice>
    );
  }
  if (booking && appointment === 'past') return <Missed {...{ entitlement, booking, nextStep }} />;
  if (booking) {
    return (
      <Notice tone="good" title={t('provider.booked.title')} headingLevel={3} large>
        <AppointmentLine booking={booking} />
        <div className="flex flex-wrap gap-3 pt-2">
          <LinkButton href={`/provider/entitlements/${id}/ticket`}>{t('provider.booked.ticket')}</LinkButton>
          <LinkButton look="secondary" href={`/provider/entitlements/${id}/slot`}>
            {t('provider.booked.move')}
          </LinkButton>
        </div>
      </Notice>
    );
  }
  const days = planned && { from: dayInWords(planned.fromOn, locale), last: dayInWords(planned.lastOn, locale) };
  switch (nextStep) {
    case 'delivery-over':
      return (
        <div className="space-y-3">
          <Notice tone="info" title={t('provider.over.title')} headingLevel={3}>
            {days && <p>{t('provider.over.text', days)}</p>}
            {organisation && <p>{t('provider.over.organisation', { name: organisation.name })}</p>}
            <p>
              <TextLink href="/contact">{t('check.next.delivery-over.link')}</TextLink>
            </p>
          </Notice>
          {organisation && <Contacts organisation={organisation} />}
        </div>
      );
    case 'from-grouping':
    case 'from-association':
    case 'from-pharmacy':
      return <ThroughOthers entitlement={entitlement} nextStep={nextStep} />;
    case 'await-delivery':
      return (
        <Notice tone="info" title={t('provider.homeDelivery.title')} headingLevel={3}>
          {days && <p>{t('provider.homeDelivery.text', days)}</p>}
        </Notice>
      );
    case 'book':
      return (
        places && (
          <div className="space-y-3">
            <h3 className="text-lg">{t('provider.choose.title')}</h3>
            <p>{t('provider.choose.text', { free: places.free, first: dayInWords(places.firstDay, locale) })}</p>
            <LinkButton href={`/provider/entitlements/${id}/slot`} icon="calendar">
              {t('provider.choose.button')}
            </LinkButton>
          </div>
        )
      );
    case 'await-invitation':
      return (
        <Notice tone="info" title={t('provider.noSlots.title')} headingLevel={3}>
          <p>{t('provider.noSlots.text', { province: t(`provinces.${provinceCode}`) })}</p>
          {days && <p>{t('provider.noSlots.planned', days)}</p>}
          <p>
            <TextLink href={`/schedule/${provinceCode}`}>{t('provider.noSlots.schedule')}</TextLink>
          </p>
        </Notice>
      );
  }
}

const missedTexts: Partial<Record<EntitledStep, string>> = {
  book: 'book',
  'delivery-over': 'over',
  'await-delivery': 'home',
};

/** The appointment went by: another time, where there is one. What is brought needs none, nor the appointment. */
function Missed({
  entitlement: { id },
  booking,
  nextStep,
}: Pick<EntitlementCardProps, 'entitlement' | 'nextStep'> & { booking: OwnBooking }) {
  const t = useTranslations();
  return (
    <Notice tone="attention" title={t('booking.ticket.past')} headingLevel={3}>
      <AppointmentLine booking={booking} />
      <p>{t(`provider.missed.${missedTexts[nextStep] ?? 'wait'}`)}</p>
      <div className="flex flex-wrap gap-3 pt-2">
        {nextStep === 'book' && (
          <LinkButton href={`/provider/entitlements/${id}/slot`}>{t('booking.ticket.move')}</LinkButton>
        )}
        {nextStep === 'delivery-over' && (
          <LinkButton look="secondary" href="/contact">
            {t('check.next.delivery-over.link')}
          </LinkButton>
        )}
        <LinkButton look="secondary" href={`/provider/entitlements/${id}/ticket`}>
          {t('provider.booked.ticket')}
        </LinkButton>
      </div>
    </Notice>
  );
}

/**
 * Of what is brought nobody tells the portal that it came: who gives a receipt, and how to say that something was wrong;
 * then what the person said.
 */
function Brought({
  atHome,
  entitlement: { id, organisation },
  deliveryReports,
}: Pick<EntitlementCardProps, 'entitlement' | 'deliveryReports'> & { atHome: boolean }) {
  const t = useTranslations('provider.brought');
  const kinds = useTranslations('booking.problem.kinds');
  const items = useTranslations('items');
  const ui = useTranslations('ui');
  const own = atHome ? 'home' : 'organisation';
  return (
    <div className="space-y-3">
      <p>{t(`receipt.${own}`, { name: organisation?.name ?? t('organisation') })}</p>
      {deliveryReports.length > 0 && (
        <>
          <h3 className="text-lg">{t('said')}</h3>
          <ul className="space-y-3">
            {deliveryReports.map(({ kind, itemCode, text, reportedAt }) => (
              <li key={`${kind} ${itemCode}`} className="border-line border-l-4 pl-4">
                <strong>
                  {itemCode === null
                    ? kinds(kind)
                    : ui('labelled', { label: kinds(kind), message: items(`${itemCode}.name`) })}
                </strong>
                <span className="block whitespace-pre-line">{text}</span>
                <span className="text-sm text-soft">
                  <Instant value={reportedAt.toISOString()} look="short" />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <TextLink href={`/provider/entitlements/${id}/problem`} className="inline-flex min-h-11 items-center">
          {t('problem')}
        </TextLink>
      </p>
    </div>
  );
}

/** Where somebody else hands it over: the organisation by its name, where it is known. */
function ThroughOthers({
  entitlement: { channel, organisation },
  nextStep,
}: {
  entitlement: OwnEntitlement;
  nextStep: EntitledStep;
}) {
  const t = useTranslations();
  if (organisation && (channel === 'grouping' || channel === 'association')) {
    return (
      <div className="space-y-3">
        <h3 className="text-lg">{t(`provider.${channel}.title`)}</h3>
        <p>{t(`provider.${channel}.text`, { name: organisation.name })}</p>
        <Contacts organisation={organisation} />
      </div>
    );
  }
  return (
    <Notice tone="info" title={t(`channels.${channel}.name`)} headingLevel={3}>
      <p>{t(`check.next.${nextStep}.text`)}</p>
    </Notice>
  );
}

function Contacts({ organisation: { email, phone } }: { organisation: NonNullable<OwnEntitlement['organisation']> }) {
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
  return ways.length > 0 && <DefinitionList items={ways} />;
}

function Served({ entitlement, way, hasReceipt }: { entitlement: OwnEntitlement; way: string; hasReceipt: boolean }) {
  const t = useTranslations('provider.served');
  const items = useTranslations('items');
  const format = useFormatter();
  const locale = useLocale();
  const { id, servedAt, kit, programmeCode } = entitlement;
  const day = servedAt === null ? '' : dayInWords(businessDayOf(servedAt), locale);
  return (
    <Notice tone="good" title={t('title', { day })} headingLevel={3}>
      <p>{format.list(kit.map(({ itemCode, quantity }) => items(`${itemCode}.count`, { count: quantity })))}</p>
      <p>
        {t('way', { way })}
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
