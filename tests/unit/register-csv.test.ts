import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, plainFormat } from '#lib/demo/register-files/format.ts';
import { registrations } from '#lib/registers/descriptions/registrations.ts';
import { readCsv } from '#lib/registers/files/csv.ts';
import { csvCutter } from '#lib/registers/files/csv-cutter.ts';
import type { FileBytes } from '#lib/registers/files/file-bytes.ts';
import { FileRefused } from '#lib/registers/files/file-refused.ts';
import { recognise } from '#lib/registers/files/recognise.ts';
import { textRows } from '#lib/registers/files/row-batch.ts';

async function* divided(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

const fileOf = (bytes: Uint8Array, sizes: readonly number[]): FileBytes => ({
  size: bytes.length,
  read: (from, to) => divided(bytes.subarray(from, to), sizes),
});

async function rowsOf(
  bytes: Uint8Array,
  sizes: readonly number[],
  format: Parameters<typeof readCsv>[1],
): Promise<{ rows: (readonly string[])[]; lines: number[] }> {
  const [rows, lines]: [(readonly string[])[], number[]] = [[], []];
  for await (const batch of readCsv(divided(bytes, sizes), format)) {
    rows.push(...textRows(batch));
    lines.push(...batch.lines);
  }
  return { rows, lines };
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '𝄞', ' ', '"', ',', ';', '\t', '\n', '1'),
  maxLength: 8,
});

describe('a CSV', () => {
  it('is cut into its rows and their lines, however its bytes are divided [IMPORT-17]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 12 }),
        fc.constantFrom<',' | ';' | '\t'>(',', ';', '\t'),
        fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (rows, delimiter, lineEnd, gzip, sizes, all) => {
          const format = { ...plainFormat, delimiter, lineEnd, quotes: all ? ('all' as const) : ('minimal' as const) };
          const text = rows.map((row) => csvLine(row, format)).join('');
          const bytes = gzip ? gzipSync(text) : Buffer.from(text);
          const read = await rowsOf(bytes, sizes, { gzip, encoding: 'utf-8', delimiter });
          expect(read.rows).toEqual(rows);
          let line = 1;
          for (const [index, row] of rows.entries()) {
            expect(read.lines[index]).toBe(line);
            line += 1 + row.join('').split('\n').length - 1;
          }
        },
      ),
    );
  });

  it('may end without a line end, have empty lines, and both line ends [IMPORT-17]', async () => {
    const text = 'a;b\r\n\r\n1;2\n\n  \n"x\r\ny";4\r\n5;6';
    expect(await rowsOf(Buffer.from(text), [3], { gzip: false, encoding: 'utf-8', delimiter: ';' })).toEqual({
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['x\ny', '4'],
        ['5', '6'],
      ],
      lines: [1, 3, 6, 8],
    });
  });

  it.each([
    ['a quote within a cell stands for itself', 'a"b;c""d\n', [['a"b', 'c""d']]],
    ['so does one within a cell in quotes', '"a"b";c\n', [['a"b', 'c']]],
    ['blanks behind a closing quote do not count', '"a" \t;"b"  \n', [['a', 'b']]],
    [
      'nor do those that do not break',
      '"a"\u00a0;"b"\u00a0\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['blanks before an opening quote are of the cell', ' "a";b\n', [[' "a"', 'b']]],
    [
      'a quote that a text follows before the line ends was none that opens',
      'a;"Villa" des Roses 3\r\n""Clos"" b;c\n"x" y',
      [['a', '"Villa" des Roses 3'], ['""Clos"" b', 'c'], ['"x" y']],
    ],
    [
      'one that is closed on its line is, whatever is between',
      '"a "b" c; d";e\n"f "g" h" \r\n"i\n"j" k";l\n',
      [['a "b" c; d', 'e'], ['f "g" h'], ['i\n"j" k', 'l']],
    ],
    ['quotes alone are an empty cell, or one quote', '"";""""\n', [['', '"']]],
    ['a delimiter at the end has a cell behind it', 'a;b;', [['a', 'b', '']]],
    ['a carriage return alone is of the cell', 'a\rb;c\r', [['a\rb', 'c\r']]],
  ])('is read as a person would where it is not by the book: %s [IMPORT-17]', async (_, text, rows) => {
    for (const size of [1, 2, 3, 100]) {
      const read = await rowsOf(Buffer.from(text), [size], { gzip: false, encoding: 'utf-8', delimiter: ';' });
      expect(read.rows).toEqual(rows);
    }
  });

  it('may have many rows in a block, and a row over many blocks [IMPORT-17]', async () => {
    const rows = [
      ...Array.from({ length: 3_000 }, (_, index) => ['a'.repeat(60), String(index), '']),
      ['b'.repeat(300_000), '€', 'c'],
    ];
    const bytes = Buffer.from(rows.map((row) => row.join(';')).join('\n'));
    const expected = { rows, lines: rows.map((_, index) => index + 1) };
    expect(await rowsOf(bytes, [50_001], { gzip: false, encoding: 'utf-8', delimiter: ';' })).toEqual(expected);
    const cutter = csvCutter(';');
    const [read, end] = [textRows(cutter.read(bytes)), textRows(cutter.end())];
    expect([...read, ...end]).toEqual(rows);
  });

  it('is refused where it is not the UTF-8 it is read as, and where a line does not end [IMPORT-17]', async () => {
    const read = (bytes: Buffer) => rowsOf(bytes, [70_000], { gzip: false, encoding: 'utf-8', delimiter: ';' });
    await expect(read(Buffer.from('a;é\nb;c\n', 'latin1'))).rejects.toMatchObject({ failure: { code: 'not-utf-8' } });
    await expect(read(Buffer.from('a;b\nc;Ã', 'latin1'))).rejects.toMatchObject({ failure: { code: 'not-utf-8' } });
    for (const text of ['a;'.repeat(600_000), `"${'a'.repeat(1_200_000)}`]) {
      await expect(read(Buffer.from(text))).rejects.toMatchObject({ failure: { code: 'line-too-long' } });
    }
  });

  it('loses no row to a quote that begins a text, wherever it stands [IMPORT-17]', async () => {
    const plainCell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '1'), maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(plainCell, fc.constantFrom('', '"V" r', '"V"r "w" t', '""V"" r')), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        async (rows, lineEnd, sizes) => {
          const text = rows.map(([one, other]) => `x${one};${other}${lineEnd}`).join('');
          const read = await rowsOf(Buffer.from(text), sizes, { gzip: false, encoding: 'utf-8', delimiter: ';' });
          expect(read.rows).toEqual(rows.map(([one, other]) => [`x${one}`, other]));
        },
      ),
    );
  });

  it('is read the same, or refused, wherever its bytes are divided, by the book or not [IMPORT-17]', async () => {
    const unit = fc.constantFrom('a', '"', '"', ';', '\n', '\r\n', ' ', '\u00a0');
    const outcome = (text: string, sizes: readonly number[]) =>
      rowsOf(Buffer.from(text), sizes, { gzip: false, encoding: 'utf-8', delimiter: ';' }).catch((error: unknown) =>
        error instanceof FileRefused ? error.refusal : Promise.reject(error),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit, maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (text, sizes) => {
          expect(await outcome(text, sizes)).toEqual(await outcome(text, [1_000]));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused for a quote that is never closed, and told on which line it stands [IMPORT-03]', async () => {
    const refusal = { refusal: { code: 'quote-open', params: { line: 3 } } };
    const rows = (count: number) => 'c;d\n'.repeat(count);
    for (const size of [1, 7, 100_000]) {
      const read = (text: string) =>
        rowsOf(Buffer.from(text), [size], { gzip: false, encoding: 'utf-8', delimiter: ';' });
      await expect(read('a;b\n\nc;"d\ne')).rejects.toMatchObject(refusal);
      await expect(read('a;b\nx;y\nc;"')).rejects.toMatchObject(refusal);
      await expect(read(`a;b\n"1\n2";"d\n${rows(21)}e";f\n`)).rejects.toMatchObject(refusal);
      expect((await read(`a;b\n\n1;"d\n${rows(19)}e";f\n`)).rows).toHaveLength(2);
    }
  });

  it('may have many cells that begin with a quoted word, within what is read of a line again [IMPORT-03]', async () => {
    const read = (cells: number) =>
      rowsOf(Buffer.from(`a;b\n${'"a"b;'.repeat(cells)}\nc;d\n`), [65_536], {
        gzip: false,
        encoding: 'utf-8',
        delimiter: ';',
      });
    expect((await read(300)).rows[1]?.slice(0, 2)).toEqual(['"a"b', '"a"b']);
    const begun = performance.now();
    await expect(read(12_000)).rejects.toMatchObject({ refusal: { code: 'quote-open', params: { line: 2 } } });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('shows such a quote by its beginning, and no other delimiter makes one of it [IMPORT-03]', async () => {
    const header = 'visa;givenName;familyName;profession;postcode;street\n';
    const row = (street: string) => `V123456789;Sample;Person;midwife;1000;${street}\n`;
    const file = (text: string) => recognise(fileOf(Buffer.from(text), [65_521]), registrations);
    await expect(file(header + row('"Villa') + row('Rue 1').repeat(50))).rejects.toMatchObject({
      refusal: { code: 'quote-open', params: { line: 2 } },
    });
    // Read with commas, what stands behind one here would be in quotes to the end.
    const recognised = await file(header + row('Rue 1,"bis') + row('Rue 2').repeat(50));
    expect(recognised).toMatchObject({ delimiter: ';' });
  });

  it('shows its encoding to its end: one byte in its last line decides [IMPORT-17]', async () => {
    const row = 'V123456789,Sample,Person,midwife,1000\n';
    const text = Buffer.from(`visa,givenName,familyName,profession,postcode\n${row.repeat(20_000)}`);
    const latin = Buffer.from('V123456789,Ren\u00e9,Person,midwife,1000\n', 'latin1');
    const encodingOf = async (...parts: readonly Uint8Array[]) => {
      const format = await recognise(fileOf(Buffer.concat(parts), [65_521]), registrations);
      return format.kind === 'csv' ? format.encoding : format.kind;
    };
    expect(await encodingOf(text, Buffer.from('V123456789,René,Person,midwife,1000\n'))).toBe('utf-8');
    expect(await encodingOf(text, latin)).toBe('windows-1252');
  });

  it('of UTF-8 is UTF-8 wherever a character is divided [IMPORT-17]', async () => {
    const text = Buffer.from('visa;Prénom;Nom;Métier;CP\nV123456789;𝄞;é€;sage-femme;1000\n');
    for (const size of [1, 2, 3, 5, 7]) {
      expect(await recognise(fileOf(text, [size]), registrations)).toMatchObject({
        encoding: 'utf-8',
        delimiter: ';',
      });
    }
  });
});
