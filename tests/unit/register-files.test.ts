import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFormat, plainFormat } from '#lib/demo/register-files/format.ts';
import { rowsOf, type SampleRow } from '#lib/demo/register-files/rows.ts';
import { type RegisterFilesRequest, writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { type SampleRegisters, sampleRegisters } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas, type PostcodeArea } from '#lib/geography/municipalities.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import { faultCodes } from '#lib/registers/faults.ts';
import { checkFile } from '#lib/registers/files/check-file.ts';
import { bytesOnDisk } from '#lib/registers/files/file-bytes.ts';
import { ambulatorySettings } from '#lib/registers/settings.ts';

const size = 9_000;
let areas: readonly PostcodeArea[];
let registers: SampleRegisters;
let folder: string;

beforeAll(async () => {
  areas = await loadPostcodeAreas();
  registers = sampleRegisters(areas, size);
  folder = await mkdtemp(path.join(os.tmpdir(), 'register-files-'));
});

afterAll(() => rm(folder, { recursive: true }));

const write = (name: string, request: Partial<RegisterFilesRequest> = {}) =>
  writeRegisterFiles({ folder: path.join(folder, name), areas, providers: registers.providers, ...request });

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe('the rows of the sample’s registers', () => {
  it('[FILES-01] add up to each practice’s share, by months or by working time', () => {
    for (const provider of registers.providers) {
      const rows = [...rowsOf(provider, areas)].map(({ values }) => values);
      const months = rows.filter(({ number, month }) => month && number === provider.practices[0].registeredNumber);
      const jobs = rows.filter(({ workingTime }) => workingTime);
      const { share } = provider.practices[0];
      if (share === null) {
        expect([...months, ...jobs]).toEqual([]);
      } else if (provider.scheme === 'nihdi') {
        const services = sum(months.map(({ services }) => Number(services)));
        const weighed = sum(months.map(({ services, ambulatoryShare }) => Number(services) * Number(ambulatoryShare)));
        expect(Math.round((weighed / services) * 1_000) / 1_000).toBe(share);
      } else {
        const outside = jobs.filter(({ setting }) => ambulatorySettings.some((code) => code === setting));
        const time = (of: typeof jobs) => sum(of.map(({ workingTime }) => Number(workingTime)));
        expect(Math.round((time(outside) / time(jobs)) * 1_000) / 1_000).toBe(share);
      }
    }
  });

  it('[FILES-01] say who works in a grouping, by its enterprise number', () => {
    for (const provider of registers.providers) {
      const groupings = new Set([...rowsOf(provider, areas)].flatMap(({ values }) => values.groupingNumber || []));
      const { organisation } = provider;
      expect([...groupings]).toEqual(organisation?.kind === 'GROUPING' ? [organisation.enterpriseNumber] : []);
    }
  });

  it('[FILES-02] hold national numbers of nobody, none twice', () => {
    const numbers = registers.providers.map(({ nationalNumber }) => nationalNumber);
    expect(new Set(numbers).size).toBe(size);
    for (const number of numbers) {
      expect(number).toMatch(/^\d\d[24]0[0-3]\d{6}$/);
      expect(Number(number.slice(9))).toBe(97 - (Number(number.slice(0, 9)) % 97));
    }
  });

  it('[FILES-03] contradict each other now and then', () => {
    const rows = registers.providers.flatMap((provider) => [...rowsOf(provider, areas)]);
    const registrations = rows.filter(({ register }) => register === 'registrations');
    const groups = (key: string, of: readonly SampleRow[]) => [
      ...Map.groupBy(of, ({ values }) => values[key]).values(),
    ];
    const differ = (of: readonly SampleRow[], key: string) => new Set(of.map(({ values }) => values[key])).size > 1;
    expect(groups('nationalNumber', registrations).filter((rows) => differ(rows, 'postcode')).length).toBeGreaterThan(
      0,
    );
    expect(
      groups(
        'number',
        registrations.filter(({ values }) => values.number),
      ).filter((rows) => differ(rows, 'nationalNumber')),
    ).not.toEqual([]);
    const known = new Set(registrations.map(({ values }) => values.number));
    const nobody = rows.filter(({ register, values }) => register === 'inami-activity' && !known.has(values.number));
    expect(new Set(nobody.map(({ values }) => values.number)).size).toBe(3);
  });
});

describe('the register files', () => {
  it('[FILES-04] are the same each time, of as many rows as asked for, and tell what is wrong with them', async () => {
    const request = { rows: 9_000, dirt: 0.1, seed: 7 };
    const [once, again] = [await write('a', request), await write('b', request)];
    expect(again.map(({ path: _, ...file }) => file)).toEqual(once.map(({ path: _, ...file }) => file));
    for (const [index, { path: file }] of once.entries()) {
      expect(await readFile(again[index]?.path ?? '')).toEqual(await readFile(file));
    }
    expect(sum(once.map(({ rows }) => rows))).toBe(9_000);
    const dirty = once.map(({ doubtful, refused }) => doubtful + refused);
    for (const [index, { rows, good, faults }] of once.entries()) {
      expect(good + (dirty[index] ?? 0)).toBe(rows);
      expect(sum(Object.values(faults))).toBe(dirty[index]);
    }
    expect(Math.abs(sum(dirty) / 9_000 - 0.1)).toBeLessThan(0.01);
    expect(new Set(once.flatMap(({ faults }) => Object.keys(faults)))).toEqual(new Set(faultCodes));
  });

  it.each(['comma', 'xlsx'])('[FILES-04] have just the faults that they say at any rate: %s', async (words) => {
    const format = parseFormat(words) ?? plainFormat;
    const files = await write(`spoiled-${words}`, {
      ...{ rows: 6_000, dirt: 1 },
      formats: { registrations: format, 'inami-activity': format, employment: format },
    });
    for (const { register, path: file, bytes, good, doubtful, refused, faults } of files) {
      const description = findRegister(register);
      if (!description) throw new Error(register);
      const { counts } = await checkFile(description, bytesOnDisk(file, bytes), 2020);
      expect(counts).toEqual({ good, doubtful, refused, faults });
    }
  });

  it('[FILES-04] have what came later apart where asked', async () => {
    const files = await write('later', { deliveries: 2 });
    const rows = (name: string) => files.find((file) => file.name === `${name}.csv`)?.rows ?? 0;
    expect(files).toHaveLength(5);
    expect(rows('registrations-2')).toBe(
      registers.providers.filter(({ later }) => later === 'registration').flatMap(({ practices }) => practices).length,
    );
    expect(rows('inami-activity-2')).toBeGreaterThan(0);
    expect(sum(files.map((file) => file.rows))).toBe(sum((await write('at-once')).map((file) => file.rows)));
  });

  it('[FILES-05] are encoded, quoted, ended and compressed as asked', async () => {
    const formats = (words: string) => ({ registrations: parseFormat(words) ?? plainFormat });
    const read = async (words: string) => {
      const [file] = await write(words, { rows: 60, formats: formats(words) });
      return readFile(file?.path ?? '');
    };
    const plain = (await read('comma')).toString();
    expect((await read('bom')).toString()).toBe(`\ufeff${plain}`);
    expect(gunzipSync(await read('gz')).toString()).toBe(plain);
    expect(new TextDecoder('windows-1252').decode(await read('windows1252'))).toBe(plain);
    expect((await read('windows1252')).includes(0x92)).toBe(true);
    expect((await read('crlf')).toString().split('\r\n').length).toBeGreaterThan(10);
    expect((await read('tab,unquoted')).toString()).not.toContain('"');
    expect((await read('semicolon,quoted')).toString().split('\n')[0]).toMatch(/^"number";"visa";/);
    expect((await read('xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(parseFormat('comma,parquet')).toBeUndefined();
  });
});
