import type { PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { makeEnterpriseNumber } from '#lib/identifiers/enterprise-number.ts';
import { sampleId } from './ids.ts';

export interface SampleOrganisation {
  readonly id: string;
  readonly kind: 'GROUPING' | 'ASSOCIATION';
  readonly name: string;
  readonly enterpriseNumber: string;
  readonly provinceCode: ProvinceCode;
}

const groupingsPer160000 = 120;

export function sampleOrganisations(areas: readonly PostcodeArea[], size: number): readonly SampleOrganisation[] {
  return [...sampleGroupings(areas, size), ...associations];
}

/** At least one a province, the others by the size of the provinces. */
function sampleGroupings(areas: readonly PostcodeArea[], size: number): SampleOrganisation[] {
  const sectors = new Map<ProvinceCode, number>();
  for (const { province, sectors: count } of areas) sectors.set(province, (sectors.get(province) ?? 0) + count);
  const total = [...sectors.values()].reduce((sum, count) => sum + count, 0);
  const wanted = Math.max(provinceCodes.length, Math.round((groupingsPer160000 * size) / 160_000));
  let serial = 0;
  return provinceCodes.flatMap((provinceCode) => {
    const count = Math.max(1, Math.round((wanted * (sectors.get(provinceCode) ?? 0)) / total));
    return Array.from({ length: count }, () => {
      serial += 1;
      const [language = 'fr'] = provinceLanguages[provinceCode];
      return {
        id: sampleId('organisation', serial),
        kind: 'GROUPING' as const,
        name: `${language === 'nl' ? 'Groepering Voorbeeld' : 'Regroupement Exemple'} ${String(serial).padStart(3, '0')}`,
        enterpriseNumber: enterpriseNumber(serial),
        provinceCode,
      };
    });
  });
}

export const associations: readonly SampleOrganisation[] = [
  { name: 'Beroepsvereniging Tandartsen Voorbeeld', provinceCode: 'BE-VAN' },
  { name: 'Association dentaire Exemple', provinceCode: 'BE-BRU' },
].map(({ name, provinceCode }, index) => ({
  id: sampleId('organisation', 900 + index),
  kind: 'ASSOCIATION',
  name,
  enterpriseNumber: enterpriseNumber(900 + index),
  provinceCode: provinceCode === 'BE-VAN' ? 'BE-VAN' : 'BE-BRU',
}));

/** Valid, and beginning with 19, as no Belgian enterprise's do yet. Throws a RangeError beyond 999,999. */
export function enterpriseNumber(serial: number): string {
  return makeEnterpriseNumber(19_000_000 + serial);
}
