import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A workbook of one sheet that is seen, whose XML the test writes itself: `sheet` from its rows on. `others`, by their
 * names, are seen behind it.
 */
export function workbook(
  sheet: string,
  {
    before = '',
    sharedTexts,
    others = {},
  }: { before?: string; sharedTexts?: string; others?: Readonly<Record<string, string>> } = {},
): Buffer {
  const further = Object.entries(others).map(([name, rows], at) => ({ name, rows, number: at + 2 }));
  const entries = further.map(
    ({ name, number }) => `<sheet name="${name}" sheetId="${number + 1}" r:id="rId${number}"/>`,
  );
  const relations = further.map(
    ({ number }) => `<Relationship Id="rId${number}" Target="/xl/worksheets/sheet${number}.xml"/>`,
  );
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Hidden" sheetId="1" state="hidden" r:id="rId99"/><sheet name="Data" sheetId="2" r:id="rId1"/>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>${relations.join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${before}<sheetData>${sheet}</worksheet>`,
    ...Object.fromEntries(
      further.map(({ number, rows }) => [
        `xl/worksheets/sheet${number}.xml`,
        `<worksheet><sheetData>${rows}</worksheet>`,
      ]),
    ),
    ...(sharedTexts === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${sharedTexts}</sst>` }),
  });
}

/** A row of it, of texts. */
export function rowOf(line: number, values: readonly string[]): string {
  const cells = values.map((value, at) => `<c r="${'ABCD'[at]}${line}" t="inlineStr"><is><t>${value}</t></is></c>`);
  return `<row r="${line}">${cells.join('')}</row>`;
}

export const activityHeader = rowOf(1, ['number', 'month', 'services', 'ambulatoryShare']);

/** So many rows of activity below the header, with no fault. */
export function activityRows(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    rowOf(index + 2, ['19000122003', '2020-03', String(index), '0.5']),
  ).join('');
}

/** A zip of these files. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, raw] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, place, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}
