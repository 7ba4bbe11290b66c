import { beforeAll, describe, expect, it } from 'vitest';
import { demonstrationNumbers, demonstrationPeople } from '#lib/demo/people.ts';
import { sampleClaims } from '#lib/demo/sample-claims.ts';
import { samplePdf, samplePng } from '#lib/demo/sample-documents.ts';
import { decideSample, type SampleLists } from '#lib/demo/sample-lists.ts';
import { sampleBookings, samplePoints, sampleSlots } from '#lib/demo/sample-pickup.ts';
import { professionWeights, type SampleRegisters, sampleRegisters } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas, type PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { professionCodes } from '#lib/rules/professions.ts';

const size = 20_000;
let areas: readonly PostcodeArea[];
let registers: SampleRegisters;
let lists: SampleLists;

beforeAll(async () => {
  areas = await loadPostcodeAreas();
  registers = sampleRegisters(areas, size);
  lists = decideSample(registers);
});

const share = (part: number, whole: number) => part / whole;

describe('the synthetic registers', () => {
  it('[SAMPLE-01] are the same each time', () => {
    expect(sampleRegisters(areas, size)).toEqual(registers);
    expect(decideSample(registers).entitlements).toEqual(lists.entitlements);
  });

  it('[SAMPLE-01] hold valid numbers, none twice, and nobody who could be taken for a person', () => {
    const { providers } = registers;
    expect(new Set(providers.map(({ scheme, value }) => `${scheme} ${value}`)).size).toBe(size);
    for (const { practices, value, familyName, email } of providers) {
      const parsed = parseProviderNumber(practices[0].registeredNumber);
      expect(parsed.ok && parsed.number.value).toBe(value);
      expect(familyName).toMatch(/^(Exemple|Voorbeeld|Beispiel) \d{6}$/);
      expect(email ?? 'none.invalid').toMatch(/\.invalid$/);
    }
  });

  it('[SAMPLE-02] spread the professions, provinces and languages as the country does', () => {
    const total = Object.values(professionWeights).reduce((sum, weight) => sum + weight, 0);
    expect(total).toBe(160_000);
    for (const code of professionCodes) {
      const count = registers.providers.filter(({ practices }) => practices[0].profession === code).length;
      expect(Math.abs(share(count, size) - share(professionWeights[code], total))).toBeLessThan(0.01);
    }
    for (const { area, language } of registers.providers) {
      expect(provinceOfPostcode(area.postcode)).toBe(area.province);
      expect(language === 'de').toBe(area.postcode.startsWith('47'));
    }
    expect(new Set(registers.providers.map(({ area }) => area.province)).size).toBe(provinceCodes.length);
  });

  it('[SAMPLE-02] some share an address on file', () => {
    const emails = registers.providers.flatMap(({ email }) => email ?? []);
    expect(new Set(emails).size).toBeLessThan(emails.length);
    expect(emails.length).toBeGreaterThan(size * 0.8);
  });

  it('[SAMPLE-03] lack a fact of about 3 in 100 who would be entitled, and the lists lack those', () => {
    const latest = lists.decisions.filter(({ list }) => list.round.asOf === '2020-06-11');
    const count = (outcome: string) => latest.filter(({ verdict }) => verdict.outcome === outcome).length;
    const missing = share(count('undetermined'), count('undetermined') + count('eligible'));
    expect(missing).toBeGreaterThan(0.025);
    expect(missing).toBeLessThan(0.036);
    for (const { verdict } of latest) expect(verdict.missing.length > 0).toBe(verdict.outcome === 'undetermined');
  });

  it('[SAMPLE-03] entitle each provider once a programme, through their grouping where they have one', () => {
    const keys = lists.entitlements.map(({ list, provider }) => `${list.round.programme} ${provider.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { channel, provider } of lists.entitlements) {
      expect(channel === 'grouping').toBe(provider.organisation?.kind === 'GROUPING');
    }
  });
});

describe("the demonstration's people", () => {
  it('[SAMPLE-04] are on the lists but the midwife, the nurse through her grouping, and none has booked', () => {
    const found = (key: string) =>
      lists.entitlements.filter(
        ({ provider, list }) => provider.person === key && list.round.programme === 'strategic-reserve-2020',
      );
    expect(found('general-practitioner').map(({ channel }) => channel)).toEqual(['province-pickup']);
    expect(found('dentist').map(({ channel }) => channel)).toEqual(['province-pickup']);
    expect(found('home-nurse').map(({ channel }) => channel)).toEqual(['grouping']);
    expect(lists.entitlements.filter(({ provider }) => provider.person === 'midwife')).toEqual([]);
    const midwife = lists.decisions.findLast(({ provider }) => provider.person === 'midwife');
    expect(midwife?.verdict.missing).toEqual(['ambulatoryShares']);
    for (const person of demonstrationPeople.slice(0, 4)) {
      const provider = registers.providers.find(({ email }) => email === person.email);
      expect(provider?.language).toBe(person.language);
      expect(Object.values(demonstrationNumbers)).toContainEqual({
        number: provider?.practices[0].registeredNumber,
        postcode: provider?.area.postcode,
      });
    }
  });
});

describe('pickup', () => {
  it('[SAMPLE-05] has sixty points, slots in four provinces, and no slot with more bookings than places', () => {
    const depots = new Map(provinceCodes.map((code) => [code, code]));
    const points = samplePoints(areas, depots, lists.entitlements);
    expect(points).toHaveLength(60);
    expect(new Set(points.map(({ province }) => province)).size).toBe(11);
    const slots = sampleSlots(points);
    const withSlots = new Set(slots.map(({ point }) => point.province));
    expect([...withSlots].sort()).toEqual(['BE-BRU', 'BE-VAN', 'BE-VOV', 'BE-WLG']);
    const bookings = sampleBookings(slots, lists.entitlements, size);
    expect(bookings.length).toBeGreaterThan(300);
    const live = Map.groupBy(
      bookings.filter(({ cancelledAt }) => cancelledAt === null),
      ({ slot }) => slot,
    );
    for (const [slot, booked] of live) expect(booked.length).toBeLessThanOrEqual(slot.capacity);
    for (const { entitlement, slot, handover } of bookings) {
      expect(entitlement.provider.area.province).toBe(slot.point.province);
      expect(entitlement.provider.person).toBeNull();
      // Nothing was handed over that the story has not reached.
      if (handover !== null) expect(Date.parse(handover.at)).toBeLessThan(Date.parse('2020-06-16T09:00:00+02:00'));
    }
  });
});

describe('claims', () => {
  it('[SAMPLE-06] are about forty, in every state, received from 10 to 16 June', () => {
    const claims = sampleClaims(registers, lists);
    expect(claims.length).toBeGreaterThanOrEqual(40);
    expect(new Set(claims.map(({ state }) => state)).size).toBe(7);
    expect(new Set(claims.map(({ reference }) => reference)).size).toBe(claims.length);
    const end = Date.parse('2020-06-16T09:00:00+02:00');
    for (const { receivedAt, events, statedNumber, numberInsisted } of claims) {
      expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(Date.parse('2020-06-10T00:00:00+02:00'));
      const times = events.map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(end);
      expect(parseProviderNumber(statedNumber).ok).toBe(!numberInsisted);
    }
  });

  it('[SAMPLE-06] carry evidence that is what it says', () => {
    expect(samplePdf('Attestation').subarray(0, 5).toString()).toBe('%PDF-');
    expect(samplePng(4, 4).subarray(1, 4).toString()).toBe('PNG');
  });
});
