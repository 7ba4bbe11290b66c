import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import { ZipWriter } from './zip.ts';

/** What Excel holds. */
export const sheetRowsAtMost = 1_048_576;

/** So many different texts are kept once, as Excel keeps all of them; the others stand in their cells. */
const sharedAtMost = 5_000;

const numberColumns: ReadonlySet<string> = new Set([
  ...['birthYear', 'postcode', 'services'],
  ...['ambulatoryShare', 'workingTime'],
]);

/** A workbook of one sheet; texts as texts, years, counts, shares and postcodes as numbers, as a clerk's would be. */
export class SheetWriter {
  private readonly path: string;
  private readonly columns: readonly (string | null)[];
  private readonly deflate = createDeflateRaw({ level: 6 });
  private readonly packed: Buffer[] = [];
  private readonly shared = new Map<string, number>();
  private text: string;
  private rows = 0;
  private crc = 0;
  private size = 0;

  /** The codes of the columns in their order; null for one that no register has. */
  constructor(path: string, columns: readonly (string | null)[]) {
    this.path = path;
    this.columns = columns;
    this.deflate.on('data', (chunk: Buffer) => this.packed.push(chunk));
    this.text = `${declaration}<worksheet xmlns="${main}"><sheetData>`;
  }

  /** Whether there is so much to write that `flush` should be awaited. Throws a RangeError beyond what a sheet holds. */
  add(values: readonly string[]): boolean {
    this.rows += 1;
    if (this.rows > sheetRowsAtMost) throw new RangeError(`A sheet holds ${sheetRowsAtMost} rows`);
    const isHeader = this.rows === 1;
    const cells = values.map((value, index) => this.cell(value, index, !isHeader && this.isNumber(index, value)));
    this.text += `<row r="${this.rows}">${cells.join('')}</row>`;
    return this.text.length > 256 * 1_024;
  }

  async flush(): Promise<void> {
    const bytes = Buffer.from(this.text);
    this.text = '';
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    if (!this.deflate.write(bytes)) await once(this.deflate, 'drain');
  }

  async close(): Promise<void> {
    this.text += '</sheetData></worksheet>';
    await this.flush();
    const ended = once(this.deflate, 'end');
    this.deflate.end();
    await ended;
    const zip = new ZipWriter(this.path);
    for (const [name, content] of Object.entries(fixedParts)) zip.add(name, Buffer.from(declaration + content));
    zip.addPacked('xl/worksheets/sheet1.xml', this.packed, { crc: this.crc, size: this.size });
    const strings = [...this.shared.keys()].map((text) => `<si>${textElement(text)}</si>`);
    zip.add('xl/sharedStrings.xml', Buffer.from(`${declaration}<sst xmlns="${main}">${strings.join('')}</sst>`));
    await zip.close();
  }

  private isNumber(index: number, value: string): boolean {
    return numberColumns.has(this.columns[index] ?? '') && /^(0|[1-9]\d*)(\.\d+)?$/.test(value);
  }

  private cell(value: string, index: number, isNumber: boolean): string {
    if (value === '') return '';
    const at = `r="${columnName(index)}${this.rows}"`;
    if (isNumber) return `<c ${at}><v>${value}</v></c>`;
    const known = this.shared.get(value) ?? this.share(value);
    return known === undefined
      ? `<c ${at} t="inlineStr"><is>${textElement(value)}</is></c>`
      : `<c ${at} t="s"><v>${known}</v></c>`;
  }

  private share(value: string): number | undefined {
    const position = this.shared.size;
    if (position >= sharedAtMost) return undefined;
    this.shared.set(value, position);
    return position;
  }
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const parts = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const fixedParts = {
  '[Content_Types].xml':
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${parts}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${parts}.worksheet+xml"/>` +
    `<Override PartName="/xl/sharedStrings.xml" ContentType="${parts}.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function textElement(text: string): string {
  return `<t xml:space="preserve">${text.replace(/[&<>]/g, (character) => entities[character] ?? character)}</t>`;
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
