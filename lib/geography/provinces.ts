/**
 * The eleven areas the distribution is organised by: the Brussels-Capital Region and the ten provinces, by
 * their ISO 3166-2 codes. "Province" means any of them everywhere in the portal.
 */
export const provinceCodes = [
  'BE-BRU',
  'BE-VAN',
  'BE-VBR',
  'BE-WBR',
  'BE-VWV',
  'BE-VOV',
  'BE-WHT',
  'BE-WLG',
  'BE-VLI',
  'BE-WLX',
  'BE-WNA',
] as const;

export type ProvinceCode = (typeof provinceCodes)[number];

/** By their inhabitants on 1 January 2020 (Statbel), the fewest first. */
export const provincesFewestFirst = [
  'BE-WLX',
  'BE-WBR',
  'BE-WNA',
  'BE-VLI',
  'BE-WLG',
  'BE-VBR',
  'BE-VWV',
  'BE-BRU',
  'BE-WHT',
  'BE-VOV',
  'BE-VAN',
] as const satisfies readonly ProvinceCode[];

export function isProvinceCode(value: unknown): value is ProvinceCode {
  return provinceCodes.some((code) => code === value);
}
