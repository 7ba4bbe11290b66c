import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import {
  actionInWords,
  actorInWords,
  detailInWords,
  type Messages,
  subjectInWords,
  valueInWords,
} from '#components/audit/trail-words.ts';
import type { AuditAction } from '#lib/audit/actions.ts';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

type Written = { readonly subject: string; readonly id?: string; readonly details?: Readonly<Record<string, string>> };

/** What stands for what is no code: days, counts, identifiers and free text are said as they are. */
const uncoded = '7';

const programme = 'strategic-reserve-2020';
const profession = 'general-practitioner';
const onList = { programme, profession, number: uncoded };
const movement = { variant: 'gloves-m', quantity: uncoded, from: uncoded, to: uncoded };
const announced = { variant: 'gloves-m', quantity: uncoded, expectedOn: uncoded, to: uncoded, announcement: uncoded };
const claim = { subject: 'claim', details: { reference: uncoded } };
const point = { subject: 'pickup-point' };
const slot = { subject: 'slot' };
const file = { subject: 'source-file', details: { register: 'inami-activity' } };
const changes = {
  addProfessions: 'dentist, midwife',
  threshold: uncoded,
  excludeServedUnder: `${programme}, emergency-masks-2020`,
};

/** Every action with what is written of it. An action that is missing does not compile. */
const written: Readonly<Record<AuditAction, Written | readonly Written[]>> = {
  'audit.download': {
    subject: 'audit',
    id: 'trail',
    details: { action: 'slot.close', province: 'BE-WLG', from: uncoded, last: uncoded },
  },
  'claim.answer': { subject: 'claim', details: { files: uncoded } },
  'claim.appeal': { subject: 'claim', details: { files: uncoded } },
  'claim.ask': claim,
  'claim.assign': { subject: 'claim', details: { assignee: uncoded } },
  'claim.accept': { subject: 'claim', details: { list: uncoded, appeal: 'false' } },
  'claim.confirm': claim,
  'claim.enter': ['LETTER', 'EMAIL', 'PHONE'].map((way) => ({
    subject: 'claim',
    details: { programme, way, receivedAt: uncoded, files: uncoded },
  })),
  'claim.refuse': {
    subject: 'claim',
    details: { reasons: 'identity-not-verified mostly-ambulatory', text: 'true', appeal: 'false' },
  },
  'claim.send-link': claim,
  'claim.submit': { subject: 'claim', details: { programme, files: uncoded, insisted: 'true' } },
  'claim.withdraw': claim,
  'booking.book': { subject: 'booking', details: { slot: uncoded } },
  'booking.cancel': { subject: 'booking' },
  'booking.check-in': { subject: 'booking' },
  'booking.download': { subject: 'pickup-point', details: { day: uncoded, entries: uncoded } },
  'booking.move': { subject: 'booking', details: { from: uncoded, slot: uncoded } },
  'clock.step': { subject: 'clock' },
  'contradiction.download': [
    ...['TWO_DOMICILES', 'NUMBER_ON_TWO_PEOPLE', 'ACTIVITY_WITHOUT_REGISTRATION', 'null'].map((kind) => ({
      subject: 'contradictions',
      id: 'open',
      details: { kind },
    })),
    { subject: 'contradictions', id: 'settled' },
    { subject: 'contradictions', id: 'gone' },
  ],
  'contradiction.settle': { subject: 'contradiction', details: { kind: 'TWO_DOMICILES' } },
  'decision.decide': { subject: 'run', details: { programme, asOf: uncoded } },
  'decision.download': ['in', 'out'].map((direction) => ({
    subject: 'run',
    details: { profession, direction, province: 'BE-WLG' },
  })),
  'delivery.report': [
    { subject: 'entitlement', details: { kind: 'NOT_ARRIVED', item: 'null', way: 'home-delivery' } },
    { subject: 'entitlement', details: { kind: 'MISSING', item: 'aprons', way: 'grouping' } },
    { subject: 'entitlement', details: { kind: 'DAMAGED', item: 'goggles', way: 'association' } },
  ],
  'entitlement.decline': { subject: 'entitlement' },
  'entitlement.download': { subject: 'province', id: 'BE-WLG', details: { programme, entries: uncoded } },
  'entitlement.give': { subject: 'list', details: { programme, profession, given: uncoded, revived: uncoded } },
  'entitlement.invite': { subject: 'programme', id: programme },
  'entitlement.resume': { subject: 'entitlement' },
  'handover.download-reports': { subject: 'province', id: 'BE-WLG', details: { count: uncoded } },
  'handover.hand-over': {
    subject: 'entitlement',
    details: { handover: uncoded, point: uncoded, variants: 'gloves-m goggles' },
  },
  'handover.report': { subject: 'handover', details: { kind: 'DAMAGED', item: 'goggles' } },
  'list.download': ['registers', 'claim'].map((origin) => ({
    subject: 'list',
    details: { ...onList, entries: uncoded, province: 'BE-WLG', origin },
  })),
  'list.download-differences': ['added', 'removed', 'changed'].map((kind) => ({
    subject: 'list',
    details: { programme, profession, from: uncoded, to: uncoded, kind },
  })),
  'list.download-removals': {
    subject: 'removal',
    id: 'PENDING',
    details: { entries: uncoded, province: 'BE-WLG' },
  },
  'list.download-untold': { subject: 'untold', id: 'ALL', details: { entries: uncoded, province: 'BE-WLG' } },
  'list.publish': { subject: 'list', details: { ...onList, entries: uncoded } },
  'list.settle-removal': ['KEPT', 'WITHDRAWN'].map((settlement) => ({
    subject: 'provider',
    details: { list: uncoded, settlement, reason: uncoded },
  })),
  'list.withdraw': {
    subject: 'list',
    details: { ...onList, removed: uncoded, pending: uncoded, reason: uncoded },
  },
  'pickup-point.close': point,
  'pickup-point.open': point,
  'pickup-point.change': point,
  'programme.change': { subject: 'programme', id: programme, details: { status: 'open', formerStatus: 'closed' } },
  'programme.compose-kit': { subject: 'programme', id: programme, details: { version: uncoded, goggles: uncoded } },
  'provider.change-contact': { subject: 'provider' },
  'provider.change-domicile': { subject: 'provider', details: { from: 'BE-WLG', to: 'BE-VAN' } },
  'provider.establish': { subject: 'provider', details: { claim: uncoded, insisted: 'false' } },
  'provider.record-evidence': {
    subject: 'provider',
    details: { claim: uncoded, profession, registered: 'true', domicile: 'false', ambulatoryShare: 'null' },
  },
  'provider.take-back-evidence': { subject: 'provider', details: { claim: uncoded } },
  'reasons.send': { subject: 'provider' },
  'register.import': {
    subject: 'source-file',
    details: { register: 'registrations', entries: uncoded, job: 'imports' },
  },
  'register.link': { subject: 'run', details: { job: 'runs' } },
  'register.receive': file,
  'register.refuse': ['imports', 'clean-up', 'registers-command', 'demonstration'].map((job) => ({
    subject: 'source-file',
    details: { register: 'employment', job },
  })),
  'register.withdraw': { subject: 'source-file', details: { register: 'employment', reason: uncoded } },
  'role.grant': { subject: 'user', details: { role: 'TASKFORCE_ADMIN', job: 'admin-command' } },
  'rule-set.adopt': {
    subject: 'programme',
    id: programme,
    details: { draft: uncoded, version: uncoded, formerVersion: uncoded, ...changes },
  },
  'rule-set.discard-draft': { subject: 'programme', id: programme, details: { draft: uncoded } },
  'rule-set.draft': {
    subject: 'programme',
    id: programme,
    details: { draft: uncoded, ruleSetVersion: uncoded, ...changes },
  },
  'schedule.publish': ['pickup', 'home-delivery', 'grouping', 'association'].map((way) => ({
    subject: 'delivery-schedule',
    details: { programme, from: uncoded, last: uncoded, way },
  })),
  'schedule.withdraw': { subject: 'delivery-schedule' },
  'session.sign-in': { subject: 'session' },
  'slot.close': slot,
  'slot.publish': {
    subject: 'pickup-point',
    details: { count: uncoded, places: uncoded, from: uncoded, last: uncoded },
  },
  'slot.reopen': slot,
  'stock.adjust': { subject: 'depot', details: { ...movement, reason: uncoded } },
  'stock.announce': { subject: 'depot', details: announced },
  'stock.call-off': { subject: 'depot', details: announced },
  'stock.receive': { subject: 'depot', details: movement },
  'stock.transfer': { subject: 'depot', details: movement },
};

describe('the trail in words', () => {
  it.each(locales)('[AUDIT-07] shows no code of any action, in %s', async (locale) => {
    const t = createTranslator({ locale, messages: await loadMessages(locale) }) as unknown as Messages;
    const raw: string[] = [];
    for (const [action, ways] of Object.entries(written)) {
      if (actionInWords(t, { action }) === action) raw.push(action);
      for (const { subject, id, details = {} } of [ways].flat()) {
        const entry = { subjectType: subject, subjectId: id ?? uncoded, subjectName: null, details };
        const { kind, name } = subjectInWords(t, entry as Parameters<typeof subjectInWords>[1]);
        if (!t.has(`audit.subjects.${subject}`)) raw.push(`${action}: ${kind}`);
        // A province is said by its own column.
        const shown = name === id?.slice(-8) && subject !== 'province' && !isEnglish(locale, name);
        if (shown) raw.push(`${action}: ${name}`);
        for (const [detail, value] of Object.entries(details)) {
          if (detail === 'reference') continue;
          if (!t.has(`audit.details.${detail}`) && !t.has(`items.${detail}.name`)) raw.push(`${action}: ${detail}`);
          if (value !== uncoded && !said(t, locale, value)) raw.push(`${action}: ${detail} ${value}`);
        }
      }
    }
    expect(raw).toEqual([]);
  });

  /** Codes are English: some are their own words. */
  const isEnglish = (locale: Locale, code: string) => locale === 'en' && /^[a-z]+$/.test(code);

  const said = (t: Messages, locale: Locale, value: string) =>
    valueInWords(t, locale, value) !== value || t.has(`audit.values.${value}`) || isEnglish(locale, value);

  it('[AUDIT-07] says several codes one after another, and free text as it was written', async () => {
    const t = createTranslator({ locale: 'en', messages: await loadMessages('en') }) as unknown as Messages;
    expect(valueInWords(t, 'en', 'gloves-m goggles')).toBe('gloves, size M; goggles');
    expect(valueInWords(t, 'en', 'Box damaged by goggles')).toBe('Box damaged by goggles');
    expect(valueInWords(t, 'en', 'NOT_ARRIVED')).toBe('The parcel has not come');
    expect(valueInWords(t, 'en', 'NO_SUCH_CODE')).toBe('NO_SUCH_CODE');
    expect(detailInWords(t, 'province', valueInWords(t, 'en', 'BE-WLG'))).toBe('province: Liège');
  });

  it('[AUDIT-05] names staff, and anybody else by the end of the login', async () => {
    const t = createTranslator({ locale: 'en', messages: await loadMessages('en') }) as unknown as Messages;
    expect(actorInWords(t, { actorKind: 'user', actorName: 'Ada', loginEnd: null })).toBe('Ada');
    expect(actorInWords(t, { actorKind: 'user', actorName: null, loginEnd: '0123abcd' })).toBe('login 0123abcd');
    expect(actorInWords(t, { actorKind: 'system', actorName: null, loginEnd: null })).toBe('the portal itself');
  });
});
