import { z } from 'zod';
import type { ProvinceCode } from './provinces.ts';

interface PostcodeRange {
  readonly first: number;
  readonly last: number;
  readonly province: ProvinceCode;
}

/** Both ends included. Together they cover 1000 to 9999 without a gap, so a new postcode has its province too. */
const ranges: readonly PostcodeRange[] = [
  { first: 1000, last: 1299, province: 'BE-BRU' },
  { first: 1300, last: 1499, province: 'BE-WBR' },
  { first: 1500, last: 1999, province: 'BE-VBR' },
  { first: 2000, last: 2999, province: 'BE-VAN' },
  { first: 3000, last: 3499, province: 'BE-VBR' },
  { first: 3500, last: 3999, province: 'BE-VLI' },
  { first: 4000, last: 4999, province: 'BE-WLG' },
  { first: 5000, last: 5999, province: 'BE-WNA' },
  { first: 6000, last: 6599, province: 'BE-WHT' },
  { first: 6600, last: 6999, province: 'BE-WLX' },
  { first: 7000, last: 7999, province: 'BE-WHT' },
  { first: 8000, last: 8999, province: 'BE-VWV' },
  { first: 9000, last: 9999, province: 'BE-VOV' },
];

/** A Belgian postcode as people type it, with spaces or the country's letters before it; gives its four digits. */
export const postcodeSchema = z
  .string()
  .transform((text) => text.replace(/\s/g, '').replace(/^B(E)?-?/i, ''))
  .pipe(z.string().regex(/^[1-9]\d{3}$/));

/** The province of four digits; undefined when they are no Belgian postcode. */
export function provinceOfPostcode(postcode: string): ProvinceCode | undefined {
  if (!/^\d{4}$/.test(postcode)) return undefined;
  const number = Number(postcode);
  return ranges.find(({ first, last }) => first <= number && number <= last)?.province;
}
