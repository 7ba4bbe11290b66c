import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { HandOverForm } from '#components/counter/hand-over-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type Counter, getCounter, getPointsOfDay } from '#lib/pickup/day.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { handOverAction } from '../actions.ts';

interface CounterPageProps {
  params: Promise<{ locale: Locale; entitlement: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('day');
  return { title: t('counter') };
}

export default async function CounterPage({ params, searchParams }: CounterPageProps) {
  const { locale, entitlement } = await params;
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/day');
  const search = daySearchSchema.parse(await searchParams);
  if (!z.uuid().safeParse(entitlement).success) notFound();
  const pointId = search.point ?? (await getPointsOfDay(actor, { provinceCode, day: await businessToday() }))[0]?.id;
  if (pointId === undefined) notFound();
  const counter = await orNotFound(getCounter(actor, { entitlementId: entitlement, pointId }));
  const t = await getTranslations('day');
  return (
    <ClientMessages namespaces={['day', 'items']}>
      <div className="mx-auto max-w-xl space-y-8">
        <PageHeading over={t('counter')} title={`${counter.familyName} ${counter.givenName}`} />
        <Facts counter={counter} />
        {counter.status === 'GIVEN' || counter.status === 'BOOKED' ? (
          counter.channel === 'PROVINCE_PICKUP' ? (
            <HandOverForm action={handOverAction} counter={counter} pointId={pointId} />
          ) : (
            <Notice tone="attention" title={t('states.elsewhere')} />
          )
        ) : (
          <Settled counter={counter} />
        )}
        <LinkButton href={`/province/day?point=${pointId}`} look={counter.servedAt ? 'primary' : 'quiet'}>
          {counter.servedAt ? t('nextPerson') : t('backToDay')}
        </LinkButton>
      </div>
    </ClientMessages>
  );
}

function Facts({ counter }: { counter: Counter }) {
  const t = useTranslations('day');
  const professions = useTranslations('professions');
  const { booking } = counter;
  return (
    <DefinitionList
      items={[
        { term: t('profession'), value: professions(`${counter.professionCode}.name`) },
        {
          term: t('appointment'),
          value: booking ? (
            <>
              <Instant value={booking.startsAt.toISOString()} /> · {booking.pointName}
            </>
          ) : (
            t('noAppointment')
          ),
        },
        ...(booking?.checkedInAt
          ? [{ term: t('arrivedAt'), value: <Instant value={booking.checkedInAt.toISOString()} look="time" /> }]
          : []),
      ]}
    />
  );
}

function Settled({ counter }: { counter: Counter }) {
  const t = useTranslations('day');
  if (counter.status === 'SERVED') {
    return (
      <Notice tone="good" large title={t('served')} live>
        {counter.servedAt && <Instant value={counter.servedAt.toISOString()} />}
      </Notice>
    );
  }
  return (
    <Notice tone="attention" title={counter.status === 'DECLINED' ? t('refused.declined') : t('refused.withdrawn')} />
  );
}
