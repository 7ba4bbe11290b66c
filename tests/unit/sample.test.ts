import { beforeAll, describe, expect, it } from 'vitest';
import { demonstrationNumbers, demonstrationPeople } from '#lib/demo/people.ts';
import { sampleClaims } from '#lib/demo/sample-claims.ts';
import { samplePdf, samplePng } from '#lib/demo/sample-documents.ts';
import { sampleBookings, samplePoints, sampleSlots } from '#lib/demo/sample-pickup.ts';
import {
  professionWeights,
  type SampleProvider,
  type SampleRegisters,
  sampleRegisters,
} from '#lib/demo/sample-registers.ts';
import { sampleRounds } from '#lib/demo/sample-rounds.ts';
import type { StoredDecision, StoredEntitlement } from '#lib/demo/stored-sample.ts';
import { loadPostcodeAreas, type PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { professionCodes } from '#lib/rules/professions.ts';

const size = 20_000;
let areas: readonly PostcodeArea[];
let registers: SampleRegisters;
let decisions: readonly StoredDecision[];
let entitlements: readonly StoredEntitlement[];

beforeAll(async () => {
  areas = await loadPostcodeAreas();
  registers = sampleRegisters(areas, size);
  decisions = registers.providers.map((provider) => ({
    provider: { ...provider, id: `provider-${provider.serial}` },
    ...decisionOn(provider),
  }));
  entitlements = decisions
    .filter(({ outcome }) => outcome === 'ELIGIBLE')
    .map(({ provider }) => ({
      id: provider.id,
      programme: sampleRounds.reserve.programme,
      channel: channelOf(provider),
      provider,
    }));
});

/** As the rules of the reserve decide, for people of one practice. */
function decisionOn({
  practices: [{ profession, share }],
}: SampleProvider): Pick<StoredDecision, 'outcome' | 'missing'> {
  const professions: readonly string[] = sampleRounds.reserve.professions;
  if (!professions.includes(profession)) return { outcome: 'NOT_ELIGIBLE', missing: [] };
  if (share === null) return { outcome: 'UNDETERMINED', missing: ['ambulatoryShares'] };
  return { outcome: share > 0.5 ? 'ELIGIBLE' : 'NOT_ELIGIBLE', missing: [] };
}

const channelOf = ({ organisation }: SampleProvider) =>
  organisation?.kind === 'GROUPING' ? ('grouping' as const) : ('province-pickup' as const);

const share = (part: number, whole: number) => part / whole;

describe('the synthetic registers', () => {
  it('[SAMPLE-01] are the same each time', () => {
    expect(sampleRegisters(areas, size)).toEqual(registers);
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

  it('[SAMPLE-03] lack the activity of about 3 in 100 who would be entitled', () => {
    const count = (outcome: string) => decisions.filter((decision) => decision.outcome === outcome).length;
    const missing = share(count('UNDETERMINED'), count('UNDETERMINED') + count('ELIGIBLE'));
    expect(missing).toBeGreaterThan(0.025);
    expect(missing).toBeLessThan(0.036);
  });
});

describe("the demonstration's people", () => {
  it('[SAMPLE-04] have the numbers and domiciles that the page of people says', () => {
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
    const points = samplePoints(areas, depots, entitlements);
    expect(points).toHaveLength(60);
    expect(new Set(points.map(({ province }) => province)).size).toBe(11);
    const slots = sampleSlots(points);
    const withSlots = new Set(slots.map(({ point }) => point.province));
    expect([...withSlots].sort()).toEqual(['BE-BRU', 'BE-VAN', 'BE-VOV', 'BE-WLG']);
    const bookings = sampleBookings(slots, entitlements, size);
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
    const claims = sampleClaims(decisions);
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
