import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileBytes } from '#lib/registers/files/file-bytes.ts';
import { textRows } from '#lib/registers/files/row-batch.ts';
import { newSharedTexts } from '#lib/registers/files/shared-texts.ts';
import { openSheet } from '#lib/registers/files/sheet.ts';
import { activityHeader, activityRows, workbook } from '../support/workbook.ts';

const mebibyte = 1_024 * 1_024;

/** In memory; `onRead` hears of every part that is read. */
function fileOf(bytes: Uint8Array, onRead: (length: number) => void = () => {}): FileBytes {
  return {
    size: bytes.length,
    read: async function* (from, to) {
      for (let at = from; at < to; at += 32_768) {
        const part = bytes.subarray(at, Math.min(to, at + 32_768));
        onRead(part.length);
        yield part;
      }
    },
  };
}

async function rowsOf(file: FileBytes, atMost?: number) {
  const [rows, lines]: [(readonly string[])[], number[]] = [[], []];
  for await (const batch of (await openSheet(file)).rows(atMost)) {
    rows.push(...textRows(batch));
    lines.push(...batch.lines);
  }
  return { rows, lines };
}

const cell = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const shared = (reference: string, number: number) => `<c r="${reference}" t="s"><v>${number}</v></c>`;

describe('the texts that cells share', () => {
  it('are given back by their number, whatever they are [IMPORT-22]', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'é', '€', '𝄞', ' ', '\n'), maxLength: 12 }),
      fc.constantFrom('', 'x'.repeat(400_000), '€'.repeat(200_000)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (written) => {
        const texts = newSharedTexts();
        for (const one of written) texts.add(one);
        expect(texts.count()).toBe(written.length);
        for (const [number, one] of written.entries()) {
          const length = Buffer.byteLength(one);
          const target = Buffer.alloc(length + 2, '-');
          expect(texts.textOf(number)).toBe(one);
          expect(texts.lengthOf(number)).toBe(length);
          expect(texts.copy(number, target, 1)).toBe(length + 1);
          expect(target.toString()).toBe(`-${one}-`);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('may be hundreds of thousands, in less than twice their bytes [IMPORT-22]', () => {
    const texts = newSharedTexts(5 * mebibyte);
    for (let number = 0; number < 200_000; number += 1) texts.add(`number ${number}`);
    expect([0, 65_535, 65_536, 199_999].map(texts.textOf)).toEqual([
      'number 0',
      'number 65535',
      'number 65536',
      'number 199999',
    ]);
  });

  it('are refused where they take too much, or one is too long [IMPORT-22]', () => {
    const texts = newSharedTexts(3 * mebibyte);
    const fill = () => {
      for (;;) texts.add('x'.repeat(100_000));
    };
    expect(fill).toThrow(expect.objectContaining({ refusal: { code: 'sheet-texts', params: { megabytes: 3 } } }));
    const empty = newSharedTexts(3 * mebibyte);
    const fillWithNothing = () => {
      for (;;) empty.add('');
    };
    expect(fillWithNothing).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'sheet-texts' }) }),
    );
    expect(() => newSharedTexts().add('x'.repeat(mebibyte))).toThrow(
      expect.objectContaining({ refusal: { code: 'line-too-long' } }),
    );
  });
});

describe('a sheet', () => {
  it('has rows as wide as its header, one cell more where there is more, and the lines they stand on [IMPORT-22]', async () => {
    const sheet = [
      `<row r="2">${cell('A2', 'a')}${shared('B2', 1)}<c r="C2" s="1"/></row>`,
      `<row r="3"><c r="A3"/>${cell('B3', '  ')}</row>`,
      `<row r="5">${shared('B5', 0)}</row>`,
      `<row r="6">${cell('C6', 'c')}${cell('D6', ' ')}${cell('XFD6', 'z')}</row>`,
      `<row><c><v>1.5</v></c><c t="s"><v>1</v></c></row></sheetData>`,
    ].join('');
    const sharedTexts = '<si><t>é</t></si><si><r><t>b</t></r><rPh><t>no</t></rPh><r><t> &amp; €</t></r></si>';
    expect(await rowsOf(fileOf(workbook(sheet, { sharedTexts })))).toEqual({
      rows: [
        ['a', 'b & €'],
        ['', 'é'],
        ['', '', 'z'],
        ['1.5', 'b & €'],
      ],
      lines: [2, 5, 6, 7],
    });
  });

  it('has its numbers as people write them, however a writer does [IMPORT-22]', async () => {
    const numbers = [
      ['1.9000122003E10', '19000122003'],
      ['7.0000000000000007E-2', '0.07'],
      ['5.0000000000000003E-2', '0.05'],
      ['2.5e-2', '0.025'],
      ['1E-3', '0.001'],
      ['1.5E-7', '0.00000015'],
      ['1E-25', '0'],
      ['2.5E1', '25'],
      ['1.9E25', '1.9E25'],
      ['0.28999999999999998', '0.28999999999999998'],
    ] as const;
    const rows = numbers.map(([written], at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${written}</v></c></row>`);
    expect((await rowsOf(fileOf(workbook(`${rows.join('')}</sheetData>`)))).rows).toEqual(
      numbers.map(([, read]) => [read]),
    );
  });

  it('is no wider for blank cells that its header has, and leaves out what stands below them [IMPORT-22]', async () => {
    const blank = ['E', 'XFD'].map((column) => `<c r="${column}1" s="1"/>`).join('');
    const sheet = [
      `<row r="1">${cell('A1', 'a')}<c r="B1" s="1"/>${cell('C1', 'c')}${cell('D1', ' ')}${blank}</row>`,
      `<row r="2">${cell('A2', '1')}${cell('B2', 'x')}${cell('C2', '3')}${cell('D2', 'x')}${cell('ABC2', 'x')}</row>`,
    ].join('');
    expect((await rowsOf(fileOf(workbook(`${sheet}</sheetData>`)))).rows).toEqual([
      ['a', '', 'c'],
      ['1', 'x', '3'],
    ]);
  });

  it('may have as many columns as its format has, and no more cells in a row [IMPORT-22]', async () => {
    const all = '<c t="str"><v>x</v></c>'.repeat(16_384);
    const { rows } = await rowsOf(fileOf(workbook(`<row>${all}</row></sheetData>`)));
    expect(rows.map(({ length }) => length)).toEqual([16_384]);
  });

  it('may refer to long texts more often than memory has room for [IMPORT-22]', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `<row r="${index + 1}">${shared(`A${index + 1}`, 0)}</row>`);
    const sharedTexts = `<si><t>${'x'.repeat(500_000)}</t></si>`;
    let [found, longest] = [0, 0];
    const sheet = await openSheet(fileOf(workbook(`${rows.join('')}</sheetData>`, { sharedTexts })));
    for await (const { lines, bytes } of sheet.rows()) {
      found += lines.length;
      longest = Math.max(longest, bytes.length);
    }
    expect(found).toBe(500);
    expect(longest).toBeLessThan(4 * mebibyte);
    const wide = Array.from({ length: 4 }, (_, at) => shared(`${'ABCD'[at]}1`, 0)).join('');
    await expect(
      rowsOf(fileOf(workbook(`<row r="1">${wide}</row></sheetData>`, { sharedTexts }))),
    ).rejects.toMatchObject({
      refusal: { code: 'line-too-long' },
    });
  });

  it('is read no further than somebody asks, nor are the texts that it shares [IMPORT-22]', async () => {
    // Of texts that hardly pack.
    let seed = 1;
    const drawn = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed.toString(36);
    };
    const sharedTexts = Array.from({ length: 100_000 }, () => `<si><t>${drawn()}${drawn()}</t></si>`).join('');
    const rows = Array.from({ length: 100_000 }, (_, at) => `<row r="${at + 1}">${shared(`A${at + 1}`, at)}</row>`);
    const bytes = workbook(`${rows.join('')}</sheetData>`, { sharedTexts });
    let read = 0;
    const file = fileOf(bytes, (length) => {
      read += length;
    });
    const { rows: first } = await rowsOf(file, 100_000);
    expect(first.length).toBeGreaterThan(1_000);
    expect(first.length).toBeLessThan(10_000);
    expect(bytes.length).toBeGreaterThan(1.5 * mebibyte);
    expect(read).toBeLessThan(bytes.length / 2);
  });

  it('is not damaged for bytes that can’t be read: that is told as it is [IMPORT-22]', async () => {
    const bytes = workbook(`${activityHeader}${activityRows(20_000)}</sheetData>`);
    // In the directory, and in the rows.
    for (const allowed of [0, 1, 10]) {
      let left = allowed;
      const file = fileOf(bytes, () => {
        left -= 1;
        if (left < 0) throw new Error('the connection is lost');
      });
      await expect(rowsOf(file)).rejects.toThrow('the connection is lost');
    }
  });

  it.each([
    [
      'a formula',
      `<row r="1"><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>`,
      { code: 'sheet-formulas', params: { cell: 'B1' } },
    ],
    [
      'merged cells',
      `${activityHeader}</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>`,
      { code: 'sheet-merged', params: { cells: 'A2:B2' } },
    ],
    [
      'a row below its last',
      `${activityHeader}<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>`,
      { code: 'sheet-rows', params: { limit: 1_048_576 } },
    ],
  ])('is refused for %s, and told where [IMPORT-03]', async (_, sheet, refusal) => {
    await expect(rowsOf(fileOf(workbook(sheet)))).rejects.toMatchObject({ refusal });
  });

  const nested = (count: number) => `${'<a>'.repeat(count)}${'</a>'.repeat(count)}`;
  it.each([
    ['cells without a place', `<row>${'<c/>'.repeat(16_385)}</row></sheetData>`],
    ['cells in one place', `<row>${'<c r="A1"/>'.repeat(16_385)}</row></sheetData>`],
    ['a column beyond the last', `<row>${cell('XFE1', '1')}</row></sheetData>`],
    ['elements within each other', `${activityHeader}${nested(100)}</sheetData>`],
    [
      'attributes in one tag',
      `<row ${Array.from({ length: 300 }, (_, at) => `a${at}=""`).join(' ')}>${cell('A1', '1')}</row></sheetData>`,
    ],
    ['a comment that goes on', `${activityHeader}<!--${'x'.repeat(300_000)}--></sheetData>`],
    [
      'a text of a cell that goes on',
      `<row>${cell('A1', 'x'.repeat(3 * mebibyte))}</row></sheetData>`,
      'line-too-long',
    ],
  ])('is refused for too many or too large: %s [IMPORT-03]', async (_, sheet, code = 'sheet-damaged') => {
    await expect(rowsOf(fileOf(workbook(sheet)))).rejects.toMatchObject({ refusal: { code } });
  });

  it('is refused where what it shares stands too deep [IMPORT-03]', async () => {
    const sheet = `<row r="1">${shared('A1', 0)}</row></sheetData>`;
    const sharedTexts = (depth: number) => `<si>${nested(depth)}<t>a</t></si>`;
    expect((await rowsOf(fileOf(workbook(sheet, { sharedTexts: sharedTexts(50) })))).rows).toEqual([['a']]);
    await expect(rowsOf(fileOf(workbook(sheet, { sharedTexts: sharedTexts(100) })))).rejects.toMatchObject({
      refusal: { code: 'sheet-damaged' },
    });
  });

  const blank = `<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"><is><t> </t></is></c></row></sheetData>`;

  it('is the one that has values, among others that have none [IMPORT-22]', async () => {
    const data = `${activityHeader}${activityRows(2)}</sheetData>`;
    const others = { Feuil2: '</sheetData>', Feuil3: blank };
    expect((await rowsOf(fileOf(workbook(data, { others })))).rows).toHaveLength(3);
    const sheet = await openSheet(fileOf(workbook(blank, { others: { ...others, Feuil4: data } })));
    expect(sheet.name).toBe('Feuil4');
    expect((await openSheet(fileOf(workbook(blank, { others })))).name).toBe('Data');
  });

  it('is refused where there are several with values, whose names are told [IMPORT-03]', async () => {
    const data = `${activityHeader}${activityRows(2)}</sheetData>`;
    const others = { Empty: '</sheetData>', 'A\u0001B': data, C: `<row><c><f>1+1</f></c></row></sheetData>` };
    await expect(openSheet(fileOf(workbook(data, { others })))).rejects.toMatchObject({
      refusal: { code: 'sheet-several', params: { sheets: 'Data/AB/C' } },
    });
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`N${at}`, data]));
    await expect(openSheet(fileOf(workbook(blank, { others: many })))).rejects.toMatchObject({
      refusal: { params: { sheets: 'N0/N1/N2/N3/N4' } },
    });
  });

  it('is not looked through to its end to know that it has values [IMPORT-22]', async () => {
    // Of texts that hardly pack.
    const rows = Array.from({ length: 20_000 }, (_, at) => {
      const text = createHash('sha256').update(String(at)).digest('base64');
      return `<row><c t="str"><v>${text}</v></c></row>`;
    });
    const large = `${rows.join('')}</sheetData>`;
    const bytes = workbook(large, { others: { B: large, C: large } });
    let read = 0;
    const file = fileOf(bytes, (length) => {
      read += length;
    });
    await expect(openSheet(file)).rejects.toMatchObject({ refusal: { code: 'sheet-several' } });
    expect(bytes.length).toBeGreaterThan(1.5 * mebibyte);
    expect(read).toBeLessThan(bytes.length * 0.75);
  });

  it('of a workbook of many that only format cells is not looked for without end [IMPORT-22]', async () => {
    // Each just below what one is looked through for, of what hardly packs.
    const rows = Array.from({ length: 100_000 }, (_, at) => {
      return `<row><c s="1" x="${createHash('sha256').update(String(at)).digest('base64')}"/></row>`;
    });
    const formatted = `${rows.join('')}</sheetData>`;
    expect(formatted.length).toBeLessThan(8 * mebibyte);
    const others = Object.fromEntries(['B', 'C', 'D', 'E', 'F'].map((name) => [name, formatted]));
    await expect(openSheet(fileOf(workbook(formatted, { others })))).rejects.toMatchObject({
      refusal: { code: 'sheet-too-large' },
    });
  });

  it('may have its last row, and formulas that are no cell’s [IMPORT-22]', async () => {
    const last = `<row r="1048576">${cell('A1048576', '1')}</row></sheetData>`;
    const format = '<extLst><ext><x14:cfRule><xm:f>A1</xm:f></x14:cfRule></ext></extLst>';
    expect((await rowsOf(fileOf(workbook(activityHeader + last + format)))).lines).toEqual([1, 1_048_576]);
  });
});
