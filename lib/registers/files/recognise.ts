import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';
import { registers } from '../descriptions/index.ts';
import { columnOfHeader, type Register } from '../register.ts';
import { csvCutter } from './csv-cutter.ts';
import { allBytes, type FileBytes } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { type CsvFormat, type Delimiter, delimiters, type FileFormat } from './format.ts';
import { fileLimits } from './limits.ts';
import { rowCount, textRows, textsOf } from './row-batch.ts';
import { openSheet } from './sheet.ts';
import { isZlibError } from './unpacked.ts';

/**
 * Looks at a file while it arrives, so that a whole one is known at its end and one that can't be is refused at once.
 * What is looked at is every byte: an encoding that shows in the last line counts.
 */
export type Recogniser = {
  /** @throws FileRefused as soon as it is plain that the file is not one of the register. */
  readonly push: (bytes: Uint8Array) => Promise<void>;
  /** `file` is what was pushed, as it is kept: a zip says at its end what is in it. @throws FileRefused */
  readonly end: (file: FileBytes) => Promise<FileFormat>;
  /** Gives back what it holds, where the end never comes. */
  readonly drop: () => void;
};

export function newRecogniser(register: Register): Recogniser {
  let kind: Kind | undefined;
  let received = 0;
  // Of a file that comes in very small parts, its first few bytes.
  let begin: Uint8Array = new Uint8Array();
  const choose = () => {
    kind = kindOf(begin, register);
    return kind;
  };
  return {
    push: async (bytes) => {
      received += bytes.length;
      if (received > fileLimits.fileBytes)
        throw new FileRefused('too-large', { megabytes: mebibytes(fileLimits.fileBytes) });
      if (kind) return kind.push(bytes, received);
      begin = begin.length === 0 ? bytes : Buffer.concat([begin, bytes]);
      if (begin.length >= 512) await choose().push(begin, received);
    },
    end: async (file) => {
      if (received === 0) throw new FileRefused('empty');
      if (!kind) await choose().push(begin, received);
      return (kind ?? choose()).end(file);
    },
    drop: () => kind?.drop(),
  };
}

/** Recognises a file that is read from its beginning to its end. */
export async function recognise(file: FileBytes, register: Register): Promise<FileFormat> {
  const recogniser = newRecogniser(register);
  try {
    for await (const block of allBytes(file)) await recogniser.push(block);
    return await recogniser.end(file);
  } finally {
    recogniser.drop();
  }
}

type Kind = {
  readonly push: (bytes: Uint8Array, received: number) => Promise<void>;
  readonly end: (file: FileBytes) => Promise<FileFormat>;
  readonly drop: () => void;
};

function kindOf(begin: Uint8Array, register: Register): Kind {
  const magic = Buffer.from(begin.subarray(0, 8)).toString('hex');
  if (magic.startsWith('1f8b')) return packedKind(register);
  if (magic.startsWith('504b0304')) return sheetKind(register);
  // Older spreadsheets, documents: a table once it is saved as one.
  if (/^(d0cf11e0|25504446|504b)/.test(magic)) throw new FileRefused('not-a-table');
  return plainKind(register);
}

function plainKind(register: Register): Kind {
  const text = newTextLook(register);
  return {
    push: async (bytes) => text.look(bytes),
    end: async () => ({ ...text.format(), gzip: false }),
    drop: () => {},
  };
}

function packedKind(register: Register): Kind {
  const text = newTextLook(register);
  const gunzip = createGunzip({ chunkSize: 256 * 1_024 });
  let [received, unpacked] = [0, 0];
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= isZlibError(error) ? new FileRefused('gzip-damaged') : error;
    gunzip.destroy();
  };
  gunzip.on('data', (block: Buffer) => {
    if (failure) return;
    try {
      unpacked += block.length;
      if (unpacked > fileLimits.unpackedBytes) throw new FileRefused('grows-too-much');
      if (unpacked > fileLimits.growthFrom && unpacked > received * fileLimits.growth) {
        throw new FileRefused('grows-too-much');
      }
      text.look(block);
    } catch (error) {
      fail(error);
    }
  });
  gunzip.on('error', fail);
  // A broken archive ends without taking what it was given.
  const closed = new Promise<void>((resolve) => {
    gunzip.once('close', resolve);
  });
  return {
    push: async (bytes, all) => {
      if (failure) throw failure;
      received = all;
      // Only then can the memory of the bytes be used again.
      await Promise.race([new Promise<void>((resolve) => gunzip.write(bytes, () => resolve())), closed]);
      if (failure) throw failure;
    },
    end: async () => {
      gunzip.end();
      await closed;
      if (failure) throw failure;
      return { ...text.format(), gzip: true };
    },
    drop: () => gunzip.destroy(),
  };
}

/** Only the beginning of its sheet is looked at: what else can't be read is found by its import, which refuses the file. */
function sheetKind(register: Register): Kind {
  return {
    push: async (_, received) => {
      if (received > fileLimits.sheetBytes) {
        throw new FileRefused('sheet-too-large', { megabytes: mebibytes(fileLimits.sheetBytes) });
      }
    },
    end: async (file) => {
      const sheet = await openSheet(file);
      let header: readonly string[] | undefined;
      let rows = 0;
      for await (const batch of sheet.rows(fileLimits.sheetLookBytes)) {
        header ??= textsOf(batch, 0);
        rows += rowCount(batch);
      }
      if (header === undefined) throw new FileRefused('empty');
      requireText(header);
      const named = columnsOf(header, register);
      requireColumns(named, register);
      if (rows < 2) throw new FileRefused('header-only');
      return { kind: 'xlsx', sheet: sheet.name, ...named };
    },
    drop: () => {},
  };
}

/** So much of a text is kept to recognise its header and its form by. */
const sampleBytes = 256 * 1_024;

function newTextLook(register: Register): { look: (bytes: Uint8Array) => void; format: () => Omit<CsvFormat, 'gzip'> } {
  const sample: Uint8Array[] = [];
  let [sampled, total, sinceLineEnd] = [0, 0, 0];
  let valid = true;
  let tail: Uint8Array = new Uint8Array();
  let headerSeen = false;

  const keepSample = (bytes: Uint8Array) => {
    if (sampled >= sampleBytes) return;
    const part = Uint8Array.from(bytes.subarray(0, sampleBytes - sampled));
    sample.push(part);
    sampled += part.length;
  };
  const lookAtLines = (bytes: Uint8Array) => {
    const [first, last] = [bytes.indexOf(10), bytes.lastIndexOf(10)];
    const longest = Math.max(sinceLineEnd + (first === -1 ? bytes.length : first), bytes.length - last - 1);
    if (longest > fileLimits.lineBytes) throw new FileRefused('line-too-long');
    sinceLineEnd = first === -1 ? longest : bytes.length - last - 1;
  };
  const lookAtEncoding = (bytes: Uint8Array) => {
    if (!valid) return;
    const whole = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
    const complete = whole.length - unfinishedBytes(whole);
    valid = isUtf8(whole.subarray(0, complete));
    tail = Uint8Array.from(whole.subarray(complete));
  };

  const format = (ended: boolean): Omit<CsvFormat, 'gzip'> => {
    const bytes = Buffer.concat(sample);
    const marked = bytes.subarray(0, 3).equals(markOfUtf8);
    const isValid = valid && (!ended || tail.length === 0);
    if (marked && !isValid) throw new FileRefused('not-utf-8');
    const encoding = isValid ? 'utf-8' : 'windows-1252';
    const text = new TextDecoder(encoding).decode(bytes);
    return { kind: 'csv', encoding, marked, ...formOf(text, register, ended && total <= sampleBytes) };
  };

  return {
    look: (bytes) => {
      if (total === 0) refuseOtherText(bytes);
      total += bytes.length;
      if (bytes.includes(0)) throw new FileRefused('binary');
      lookAtLines(bytes);
      lookAtEncoding(bytes);
      keepSample(bytes);
      if (headerSeen || sampled < sampleBytes) return;
      headerSeen = true;
      format(false);
    },
    format: () => {
      if (total === 0) throw new FileRefused('empty');
      return format(true);
    },
  };
}

const markOfUtf8 = Buffer.from([0xef, 0xbb, 0xbf]);

function refuseOtherText(bytes: Uint8Array): void {
  const begin = Buffer.from(bytes.subarray(0, 512));
  if (/^(fffe|feff)/.test(begin.subarray(0, 2).toString('hex'))) throw new FileRefused('other-encoding');
  const text = begin
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text.startsWith('<')) throw new FileRefused('markup');
  if (text.startsWith('{') || text.startsWith('[')) throw new FileRefused('not-a-table');
}

/** How many bytes at the end begin a character whose other bytes are still to come. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function formOf(
  text: string,
  register: Register,
  whole: boolean,
): Pick<CsvFormat, 'delimiter' | 'quoted' | 'lineEnd' | 'headers' | 'columns'> {
  if (text.trim() === '') throw new FileRefused('empty');
  const delimiter = delimiterOf(text);
  const cutter = csvCutter(delimiter);
  const rows = [...textRows(cutter.read(Buffer.from(text))), ...(whole ? textRows(cutter.end()) : [])];
  const [header] = rows;
  if (!header) throw new FileRefused('header-unknown');
  requireText(header);
  const named = columnsOf(header, register);
  requireColumns(named, register);
  if (whole && rows.length < 2) throw new FileRefused('header-only');
  const firstLineEnd = text.indexOf('\n');
  return {
    delimiter,
    quoted: new RegExp(`(^|[\n${delimiter}])"`).test(text),
    lineEnd: firstLineEnd > 0 && text[firstLineEnd - 1] === '\r' ? 'crlf' : 'lf',
    ...named,
  };
}

/** That which makes most of the first line into headers of some register. */
function delimiterOf(text: string): Delimiter {
  const scored = delimiters.map((delimiter) => {
    const header = headerOf(text, delimiter);
    const known = Math.max(...registers.map((register) => columnsOf(header, register).columns.filter(Boolean).length));
    return { delimiter, known, cells: header.length };
  });
  const best = scored.toSorted((one, other) => other.known - one.known || other.cells - one.cells)[0];
  return best?.delimiter ?? ',';
}

function headerOf(text: string, delimiter: Delimiter): readonly string[] {
  const cutter = csvCutter(delimiter);
  // Enough for any header, and a quoted one may stand on several lines.
  const begin = text.trimStart().slice(0, 16 * 1_024);
  try {
    // No further than the header: below it, what another delimiter makes of the rows may not be readable at all.
    for (const line of begin.split(/(?<=\n)/)) {
      const [header] = textRows(cutter.read(Buffer.from(line)));
      if (header) return header;
    }
    return textsOf(cutter.end(), 0);
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  }
}

/** Which column each header means; the second of two that mean the same is ignored. */
export function columnsOf(header: readonly string[], register: Register): Pick<CsvFormat, 'headers' | 'columns'> {
  const headers = headersOf(header);
  const taken = new Set<string>();
  const columns = headers.map((name) => {
    const code = columnOfHeader(register, name)?.code;
    if (code === undefined || taken.has(code)) return null;
    taken.add(code);
    return code;
  });
  return { headers, columns };
}

/** The cells of the first row as they are kept. */
export function headersOf(header: readonly string[]): string[] {
  // A cut, or the file itself, may leave half of a character, which the database does not take.
  return header.map((cell) => cell.trim().slice(0, 200).toWellFormed());
}

/** @throws FileRefused where a header holds what no text does. */
function requireText(header: readonly string[]): void {
  if (header.some((cell) => controls.test(cell))) throw new FileRefused('binary');
}

/** But line breaks and tabs; those of ISO 8859 come of letters that were written in another encoding. */
const controls = /[^\P{Cc}\t\n\r\u0080-\u009f]/u;

/** Codes of the columns that a file of the register must have and this one has not; those of which one would do, joined. */
export function missingColumns(columns: readonly (string | null)[], register: Register): readonly string[] {
  const required = register.columns.filter((column) => column.required && !columns.includes(column.code));
  const groups = (register.oneOf ?? []).filter((codes) => !codes.some((code) => columns.includes(code)));
  return [...required.map(({ code }) => code), ...groups.map((codes) => codes.join('|'))];
}

function requireColumns({ headers, columns }: Pick<CsvFormat, 'headers' | 'columns'>, register: Register): void {
  const missing = missingColumns(columns, register);
  if (missing.length === 0) return;
  const other = registers.find(
    (candidate) =>
      candidate.code !== register.code && missingColumns(columnsOf(headers, candidate).columns, candidate).length === 0,
  );
  if (other) throw new FileRefused('other-register', { register: other.code });
  const known = registers.some((candidate) => columnsOf(headers, candidate).columns.some((code) => code !== null));
  throw known ? new FileRefused('column-missing', { columns: missing.join(',') }) : new FileRefused('header-unknown');
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1_024 / 1_024);
}
