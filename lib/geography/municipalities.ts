import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isProvinceCode, type ProvinceCode } from './provinces.ts';

/** The part of a municipality that has a postcode. Names are in one local language, from before the mergers of 2019. */
export interface PostcodeArea {
  readonly postcode: string;
  readonly municipalityNis: string;
  readonly municipality: string;
  readonly province: ProvinceCode;
  /** Its statistical sectors, a rough measure of how many people live there. */
  readonly sectors: number;
}

let reading: Promise<readonly PostcodeArea[]> | undefined;

/** All areas, by postcode, read once a process. On the server only. */
export function loadPostcodeAreas(): Promise<readonly PostcodeArea[]> {
  reading ??= readFile(path.join(process.cwd(), 'lib/geography/data/postcodes.csv'), 'utf8').then(parsePostcodeAreas);
  return reading;
}

/** Throws on a line that is not of the form `postcode,municipality_nis,municipality,province,sectors`. */
export function parsePostcodeAreas(csv: string): readonly PostcodeArea[] {
  return csv.trim().split('\n').slice(1).map(parseArea);
}

function parseArea(line: string): PostcodeArea {
  const [postcode, municipalityNis, municipality, province, sectors] = line.trim().split(',');
  if (
    !postcode ||
    !municipalityNis ||
    !municipality ||
    !isProvinceCode(province) ||
    !Number.isInteger(Number(sectors))
  ) {
    throw new Error(`Not a postcode area: ${line}`);
  }
  return { postcode, municipalityNis, municipality, province, sectors: Number(sectors) };
}

/** One area a postcode: that of the municipality with most of its sectors. */
export function mainAreas(areas: readonly PostcodeArea[]): ReadonlyMap<string, PostcodeArea> {
  const main = new Map<string, PostcodeArea>();
  for (const area of areas) {
    const known = main.get(area.postcode);
    if (!known || area.sectors > known.sectors) main.set(area.postcode, area);
  }
  return main;
}

/** The municipality one means by a postcode; undefined for a postcode that is not in use. */
export async function findMunicipality(postcode: string): Promise<string | undefined> {
  return mainAreas(await loadPostcodeAreas()).get(postcode)?.municipality;
}
