import { describe, expect, it } from 'vitest';
import { findMunicipality, loadPostcodeAreas, mainAreas, parsePostcodeAreas } from '#lib/geography/municipalities.ts';
import { postcodeSchema, provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { loadProvinceNames, provinceNamesOf } from '#lib/geography/province-names.ts';
import { isProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

describe('postcodes', () => {
  it('lie in the province that the data gives for every row', async () => {
    const areas = await loadPostcodeAreas();
    expect(areas.length).toBe(1154);
    expect(areas.filter(({ postcode, province }) => provinceOfPostcode(postcode) !== province)).toEqual([]);
    expect(new Set(areas.map(({ province }) => province))).toEqual(new Set(provinceCodes));
  });

  it('have a province from 1000 to 9999, without a gap', () => {
    const all = Array.from({ length: 9000 }, (_, index) => String(1000 + index));
    expect(all.filter((postcode) => provinceOfPostcode(postcode) === undefined)).toEqual([]);
  });

  it.each([
    ['1299', 'BE-BRU'],
    ['1300', 'BE-WBR'],
    ['1499', 'BE-WBR'],
    ['1500', 'BE-VBR'],
    ['2999', 'BE-VAN'],
    ['3000', 'BE-VBR'],
    ['3499', 'BE-VBR'],
    ['3500', 'BE-VLI'],
    ['4000', 'BE-WLG'],
    ['6599', 'BE-WHT'],
    ['6600', 'BE-WLX'],
    ['7000', 'BE-WHT'],
    ['9999', 'BE-VOV'],
  ])('%s lies in %s', (postcode, province) => {
    expect(provinceOfPostcode(postcode)).toBe(province);
  });

  it.each(['0999', '400', '40000', 'abcd', '', '4e3 ', '-100'])('%j has none', (postcode) => {
    expect(provinceOfPostcode(postcode)).toBeUndefined();
  });

  it.each(['4000', ' 4000 ', '40 00', 'B-4000', 'b4000', 'BE-4000'])('are read from %j', (text) => {
    expect(postcodeSchema.parse(text)).toBe('4000');
  });

  it.each(['', '0400', '400', '40000', '4000 Liège', 'F-4000'])('are not read from %j', (text) => {
    expect(postcodeSchema.safeParse(text).success).toBe(false);
  });
});

describe('municipalities', () => {
  it('are named by the one with most of the postcode', async () => {
    const areas = await loadPostcodeAreas();
    const main = mainAreas(areas);
    expect(main.size).toBe(1145);
    for (const area of areas) expect(main.get(area.postcode)?.sectors).toBeGreaterThanOrEqual(area.sectors);
    expect(await findMunicipality('4000')).toBe('Liège');
    expect(await findMunicipality('4001')).toBeUndefined();
  });

  it('are refused when a line is broken', () => {
    expect(() => parsePostcodeAreas('head\n4000,62063,Liège,BE-XXX,1')).toThrow('BE-XXX');
    expect(() => parsePostcodeAreas('head\n4000,62063')).toThrow('4000');
  });
});

describe('provinces', () => {
  it('are eleven', () => {
    expect(new Set(provinceCodes).size).toBe(11);
    expect(isProvinceCode('BE-WLG')).toBe(true);
    expect(isProvinceCode('BE-XXX')).toBe(false);
  });

  it('are named by the messages as by the map', async () => {
    const names = await loadProvinceNames();
    for (const locale of locales) {
      const { provinces } = await loadMessages(locale);
      expect(provinces).toEqual(Object.fromEntries([...names].map(([code, name]) => [code, name[locale]])));
    }
  });

  it('are all on the map', () => {
    expect(() => provinceNamesOf({ objects: { provinces: { geometries: [] } } })).toThrow('BE-BRU');
  });
});
