import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isProvinceCode, type ProvinceCode, provinceCodes } from './provinces.ts';

const namesSchema = z.object({ fr: z.string(), nl: z.string(), de: z.string(), en: z.string() });
export type ProvinceNames = Readonly<z.infer<typeof namesSchema>>;

const outlinesSchema = z.object({
  objects: z.object({
    provinces: z.object({ geometries: z.array(z.object({ id: z.string(), properties: namesSchema })) }),
  }),
});

/** The names of each province in four languages, as the map's data has them. On the server only; pages use messages. */
export async function loadProvinceNames(): Promise<ReadonlyMap<ProvinceCode, ProvinceNames>> {
  const file = path.join(process.cwd(), 'lib/geography/data/provinces.topojson');
  return provinceNamesOf(JSON.parse(await readFile(file, 'utf8')));
}

/** Throws unless the topology names each of the eleven provinces, and nothing else. */
export function provinceNamesOf(topology: unknown): ReadonlyMap<ProvinceCode, ProvinceNames> {
  const names = new Map<ProvinceCode, ProvinceNames>();
  for (const { id, properties } of outlinesSchema.parse(topology).objects.provinces.geometries) {
    if (!isProvinceCode(id)) throw new Error(`Not a province: ${id}`);
    names.set(id, properties);
  }
  const absent = provinceCodes.filter((code) => !names.has(code));
  if (absent.length > 0) throw new Error(`Provinces without a name: ${absent.join(', ')}`);
  return names;
}
