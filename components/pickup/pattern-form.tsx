'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Details } from '#components/ui/details.tsx';
import {
  FormCheckboxGroup,
  FormSelect,
  FormShell,
  FormTextField,
  SubmitButton,
  useServerForm,
} from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { SlotPreview } from '#lib/pickup/publish-slots.ts';
import type { SlotTimes } from '#lib/pickup/slot-pattern.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { businessTimeOf } from './business-time.ts';

interface PatternFormProps {
  action: FormAction<SlotPreview>;
  points: readonly { value: string; label: string }[];
  point: string | undefined;
}

const fieldNames = [
  'pickupPointId',
  'fromOn',
  'lastOn',
  'weekdays',
  'opensAt',
  'closesAt',
  'pauseFrom',
  'pauseUntil',
  'lengthMinutes',
  'capacity',
] as const;

// Any Monday.
const monday = Date.UTC(2020, 5, 15, 12);

/** Opening hours that repeat; what they make is shown before it is published. */
export function PatternForm({ action, points, point }: PatternFormProps) {
  const t = useTranslations('province.pattern');
  const locale = useLocale();
  const form = useServerForm(action, {
    id: 'pattern',
    fields: Object.fromEntries(fieldNames.map((name) => [name, t(name)])),
  });
  const preview = form.state?.answer;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return (
    <FormShell form={form} values={preview ? { fingerprint: preview.fingerprint } : {}} className="max-w-3xl space-y-8">
      <FormSelect name="pickupPointId" options={points} placeholder={t('choosePoint')} defaultValue={point ?? ''} />
      <div className="grid gap-6 sm:grid-cols-2">
        <FormTextField name="fromOn" type="date" width="medium" />
        <FormTextField name="lastOn" type="date" width="medium" />
      </div>
      <FormCheckboxGroup
        name="weekdays"
        choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
          value: String(day),
          label: weekday.format(monday + (day - 1) * 86_400_000),
        }))}
        defaultValue={['1', '2', '3', '4', '5']}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <FormTextField name="opensAt" type="time" width="medium" defaultValue="09:00" />
        <FormTextField name="closesAt" type="time" width="medium" defaultValue="17:00" />
        <FormTextField name="pauseFrom" type="time" width="medium" optional defaultValue="12:00" />
        <FormTextField name="pauseUntil" type="time" width="medium" optional defaultValue="13:00" />
        <FormTextField name="lengthMinutes" inputMode="numeric" width="short" defaultValue="20" />
        <FormTextField name="capacity" inputMode="numeric" width="short" defaultValue="10" />
      </div>
      <SubmitButton look={preview ? 'secondary' : 'primary'} name="intent" value="preview">
        {t('preview')}
      </SubmitButton>
      {preview && <Preview preview={preview} />}
    </FormShell>
  );
}

function Preview({ preview }: { preview: SlotPreview }) {
  const t = useTranslations('province.pattern');
  const format = useCalendarFormat();
  const { count, days, places, first, last, firstDay, clashing, past, fingerprint } = preview;
  const heading = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows each new preview
  useEffect(() => {
    heading.current?.focus();
  }, [fingerprint]);
  const at = ({ startsAt }: SlotTimes) =>
    format(startsAt, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const hours = ({ startsAt, endsAt }: SlotTimes) => `${businessTimeOf(startsAt)}–${businessTimeOf(endsAt)}`;
  return (
    <div ref={heading} tabIndex={-1} className="space-y-6">
      <Notice tone={count > 0 ? 'info' : 'attention'} title={count > 0 ? t('previewTitle') : t('nothingTitle')} live>
        {count > 0 && <p className="font-semibold text-lg">{t('count', { count, days, places })}</p>}
        {clashing.length > 0 && <p>{t('clashing', { count: clashing.length })}</p>}
        {past > 0 && <p>{t('past', { count: past })}</p>}
      </Notice>
      {first && last && (
        <DefinitionList
          items={[
            { term: t('first'), value: at(first) },
            { term: t('last'), value: at(last) },
            { term: t('hoursOfFirstDay'), value: firstDay.map(hours).join(' · ') },
          ]}
        />
      )}
      {clashing.length > 0 && (
        <Details summary={t('clashing', { count: clashing.length })}>
          <ul className="columns-2 sm:columns-3">
            {clashing.slice(0, 60).map((slot) => (
              <li key={slot.startsAt}>{at(slot)}</li>
            ))}
          </ul>
        </Details>
      )}
      {count > 0 && (
        <SubmitButton name="intent" value="publish">
          {t('publish', { count })}
        </SubmitButton>
      )}
    </div>
  );
}
