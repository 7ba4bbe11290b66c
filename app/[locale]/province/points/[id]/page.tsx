import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PointFields, pointFieldNames } from '#components/pickup/point-fields.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { ActionForm, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findPoint, listProvinceDepots } from '#lib/pickup/province-queries.ts';
import { pointSchema } from '#lib/pickup/schema.ts';
import { changePointAction, closePointAction, reopenPointAction } from '../../actions.ts';

interface PointPageProps {
  params: Promise<{ locale: Locale; id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.table');
  return { title: t('point') };
}

export default async function PointPage({ params }: PointPageProps) {
  const { locale, id } = await params;
  const { actor, provinceCode } = await requireProvinceStaff(locale, `/province/points/${id}`);
  const asked = pointSchema.safeParse({ pickupPointId: id });
  if (!asked.success) notFound();
  const { pickupPointId } = asked.data;
  const [t, slots, point, depots] = await Promise.all([
    getTranslations('province.points'),
    getTranslations('province.slots'),
    findPoint(actor, { provinceCode, pointId: pickupPointId }),
    listProvinceDepots(actor, provinceCode),
  ]);
  if (!point) notFound();
  const values = { pickupPointId, locale };
  return (
    <ClientMessages namespaces={['province']}>
      <div className="max-w-2xl space-y-10">
        <PageHeading
          over={`${point.postcode} ${point.municipality}`}
          title={point.name}
          actions={
            <LinkButton look="secondary" href={`/province/slots?point=${pickupPointId}`} icon="calendar">
              {slots('title')}
            </LinkButton>
          }
        />
        {point.closedAt === null ? (
          <>
            <section className="space-y-4" aria-labelledby="change">
              <h2 id="change" className="text-xl">
                {t('changeTitle')}
              </h2>
              <ActionForm
                id="point"
                action={changePointAction}
                fields={Object.fromEntries(pointFieldNames.map((name) => [name, t(`fields.${name}`)]))}
                values={{ pickupPointId }}
              >
                <PointFields depots={depots} point={point} />
                <SubmitButton>{t('saveButton')}</SubmitButton>
              </ActionForm>
            </section>
            <ConfirmForm
              action={closePointAction}
              label={t('close')}
              question={<p>{t('closeQuestion')}</p>}
              confirmLabel={t('closeConfirm')}
              values={values}
            />
          </>
        ) : (
          <Notice tone="info" title={t('closed')}>
            <form action={reopenPointAction}>
              {Object.entries(values).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button type="submit">{t('reopen')}</Button>
            </form>
          </Notice>
        )}
      </div>
    </ClientMessages>
  );
}
