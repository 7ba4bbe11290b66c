import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemActor } from '#lib/auth/actor.ts';
import { closeConnections, getPool } from '#lib/db/client.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { workInProcess } from '#lib/jobs/work-in-process.ts';
import { findRegister, registerCodes } from '#lib/registers/descriptions/index.ts';
import { checkFile } from '#lib/registers/files/check-file.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { type Correction, correctFormat } from '#lib/registers/files/correct-format.ts';
import { correctRecognition } from '#lib/registers/files/correct-recognition.ts';
import { allBytes, bytesOnDisk } from '#lib/registers/files/file-bytes.ts';
import { FileRefused } from '#lib/registers/files/file-refused.ts';
import {
  type Delimiter,
  encodings,
  type FileFormat,
  formatSchema,
  unknownHeaders,
} from '#lib/registers/files/format.ts';
import { receiveFile } from '#lib/registers/files/receive-file.ts';
import { recognise } from '#lib/registers/files/recognise.ts';
import { refusalParams } from '#lib/registers/files/refusal-params.ts';
import type { Register } from '#lib/registers/register.ts';
import { OperatorError } from './operator-error.ts';
import { findKeptPort } from './ports.ts';
import { applicationRole, databaseName } from './postgres.ts';
import { dataFolder } from './project.ts';
import { loadSecrets } from './secrets.ts';
import { runningStart } from './start-lock.ts';

const delimiterWords: Readonly<Record<string, Delimiter>> = { comma: ',', semicolon: ';', tab: '\t' };

const usage = `Usage: npm run registers -- import FILE --register NAME [--dry-run]
  --register NAME       ${registerCodes.join(', ')}
  --dry-run             says what is in the file and writes nothing; needs no database

Where the file is read as something else than it is:
  --encoding NAME       ${encodings.join(', ')}
  --delimiter NAME      ${Object.keys(delimiterWords).join(', ')}
  --column HEADER=CODE  reads the column with this header as that one, as often as needed; HEADER= leaves it out.
                        What the register requires must still stand under a header that is known.`;

const actor = systemActor('registers-command');

/** Imports a file of a register without a server, as somebody does in the browser, and tells what came of it. */
export async function importRegisterFile(args: readonly string[]): Promise<number> {
  const { file, register, dryRun, correction } = readArguments(args);
  const size = await sizeOf(file);
  if (dryRun) return check(file, size, register, correction);
  await findDatabase();
  try {
    // Before anything of it is kept: what can't be read so is to be tried otherwise.
    if (correction) await correctedFormat(file, size, register, correction);
    const fileId = await receive(file, size, register);
    if (correction) await correct(fileId, register, correction);
    return await importFile(fileId, register);
  } finally {
    await closeConnections();
  }
}

function readArguments(args: readonly string[]): {
  readonly file: string;
  readonly register: Register;
  readonly dryRun: boolean;
  readonly correction: Correction | undefined;
} {
  const { values, positionals } = parseArguments(args);
  const [file, ...others] = positionals;
  const register = findRegister(values.register ?? '');
  if (file === undefined || others.length > 0 || !register) throw new OperatorError(usage);
  const { encoding: encodingName, delimiter: delimiterName, column } = values;
  const encoding = encodings.find((name) => name === encodingName);
  const delimiter = delimiterWords[delimiterName ?? ''];
  if (encodingName !== undefined && !encoding) throw new OperatorError(`--encoding knows ${encodings.join(', ')}.`);
  if (delimiterName !== undefined && !delimiter) {
    throw new OperatorError(`--delimiter knows ${Object.keys(delimiterWords).join(', ')}.`);
  }
  const named = column && new Map(column.map((said) => columnSaid(said, register)));
  return {
    file,
    register,
    dryRun: values['dry-run'] === true,
    correction: encoding || delimiter || named ? { encoding, delimiter, named } : undefined,
  };
}

/** A header may hold the sign too, a code does not. */
function columnSaid(said: string, { code: register, columns }: Register): readonly [string, string | null] {
  const sign = said.lastIndexOf('=');
  if (sign < 1) throw new OperatorError('--column takes HEADER=CODE.');
  const [header, code] = [said.slice(0, sign).trim(), said.slice(sign + 1).trim()];
  if (code === '') return [header, null];
  if (columns.some((column) => column.code === code)) return [header, code];
  throw new OperatorError(
    `${register} has no column ${code}, but these: ${columns.map((column) => column.code).join(', ')}.`,
  );
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        register: { type: 'string' },
        'dry-run': { type: 'boolean' },
        encoding: { type: 'string' },
        delimiter: { type: 'string' },
        column: { type: 'string', multiple: true },
      },
    });
  } catch {
    throw new OperatorError(usage);
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new OperatorError(`There is no file ${file}.`);
  return found.size;
}

const blockBytes = 256 * 1_024;

async function check(
  file: string,
  size: number,
  register: Register,
  correction: Correction | undefined,
): Promise<number> {
  try {
    const year = new Date().getFullYear();
    const corrected = correction && (await correctedFormat(file, size, register, correction));
    const { format, counts } = await checkFile(register, bytesOnDisk(file, size), year, corrected);
    tellFormat(format);
    tellCounts(counts);
    return 0;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw await refusal(error.refusal, register);
  }
}

/** What the file is once it is recognised and corrected. */
async function correctedFormat(
  file: string,
  size: number,
  register: Register,
  correction: Correction,
): Promise<FileFormat> {
  const onDisk = bytesOnDisk(file, size);
  try {
    const format = await recognise(onDisk, register);
    if (format.kind === 'xlsx' && (correction.encoding || correction.delimiter)) {
      throw new OperatorError('--encoding and --delimiter are of a CSV, and this file is XLSX.');
    }
    const corrected = await correctFormat(format, { register, bytes: () => allBytes(onDisk) }, correction);
    if (corrected.ok) return corrected.value;
    throw await refusal(corrected.refusal, register);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw await refusal(error.refusal, register);
  }
}

/** DATABASE_URL, or else that of the demonstration that runs here, with its key. */
async function findDatabase(): Promise<void> {
  if (process.env.DATABASE_URL) return;
  const port = await findKeptPort(dataFolder, 'postgres');
  if (port === undefined || (await runningStart(dataFolder)) === undefined) {
    throw new OperatorError(
      'DATABASE_URL is missing, and no demonstration runs here: set it, or begin one in another window with npm start.',
    );
  }
  const secrets = await loadSecrets(dataFolder);
  process.env.DATABASE_URL = `postgresql://${applicationRole}:${secrets.applicationPassword}@127.0.0.1:${port}/${databaseName}`;
  process.env.NEXTAUTH_SECRET ??= secrets.NEXTAUTH_SECRET;
  process.env.PORTAL_HASH_KEY ??= secrets.PORTAL_HASH_KEY;
}

async function receive(file: string, size: number, register: Register): Promise<string> {
  const received = await receiveFile(actor, {
    register: register.code,
    fileName: path.basename(file),
    stream: createReadStream(file, { highWaterMark: blockBytes }),
    size,
  });
  if (!received.ok) throw await refusal(received.refusal, register);
  return received.value.fileId;
}

async function correct(fileId: string, register: Register, correction: Correction): Promise<void> {
  const corrected = await correctRecognition(actor, { fileId, ...correction });
  if (!corrected.ok) throw await refusal(corrected.refusal, register);
}

type FileRow = {
  readonly state: string;
  readonly format: unknown;
  readonly good: number;
  readonly doubtful: number;
  readonly refused: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly refusal: { readonly code: string; readonly params?: Readonly<Record<string, string | number>> } | null;
};

async function importFile(fileId: string, register: Register): Promise<number> {
  tellFormat(formatSchema.parse((await readFile(fileId)).format));
  const confirmed = await confirmImport(actor, fileId);
  if (!confirmed.ok) throw await refusal(confirmed.refusal, register);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  for (;;) {
    await workInProcess(stopping.signal);
    const file = await readFile(fileId);
    if (file.state === 'REFUSED') throw await refusal(file.refusal ?? { code: 'unexpected' }, register);
    if (file.state !== 'QUEUED') {
      tellCounts(file);
      return 0;
    }
    if (stopping.signal.aborted) {
      throw new OperatorError(
        'Stopped before the end: the file waits in the queue, and is loaded as soon as the portal runs.',
      );
    }
    // Another process works on the runs before it.
    await pause(500);
  }
}

async function readFile(fileId: string): Promise<FileRow> {
  const { rows } = await getPool().query<FileRow>(
    `SELECT state::text AS state, format, refusal, fault_counts AS faults,
            good_rows AS good, doubtful_rows AS doubtful, refused_rows AS refused
       FROM source_file WHERE id = $1`,
    [fileId],
  );
  const [row] = rows;
  if (!row) throw new OperatorError('The file was withdrawn meanwhile.');
  return row;
}

function tellFormat(format: FileFormat): void {
  console.log(
    format.kind === 'xlsx'
      ? `XLSX, sheet “${format.sheet}”`
      : [
          `CSV${format.gzip ? ', gzip' : ''}`,
          format.encoding === 'utf-8' ? `UTF-8${format.marked ? ' with its mark' : ''}` : 'Windows-1252',
          `separated by ${{ ',': 'commas', ';': 'semicolons', '\t': 'tabs' }[format.delimiter]}`,
          format.quoted ? 'quoted' : 'not quoted',
          format.lineEnd === 'crlf' ? 'Windows line ends' : 'Unix line ends',
        ].join(', '),
  );
  const read = format.headers.flatMap((header, at) =>
    format.columns[at] ? [`${header} → ${format.columns[at]}`] : [],
  );
  console.log(`Columns: ${read.join(' · ')}`);
  const unknown = unknownHeaders(format);
  if (unknown.length > 0) console.log(`Ignored: ${unknown.join(' · ')}`);
}

function tellCounts(counts: Pick<FileRow, 'good' | 'doubtful' | 'refused' | 'faults'>): void {
  const { good, doubtful, refused, faults } = counts;
  console.log(`${good + doubtful + refused} rows: ${good} good, ${doubtful} doubtful, ${refused} refused`);
  for (const [code, count] of Object.entries(faults).toSorted(([, one], [, other]) => other - one)) {
    console.log(`  ${String(count).padStart(8)}  ${code}`);
  }
}

async function refusal(
  { code, params }: { readonly code: string; readonly params?: Readonly<Record<string, string | number>> },
  register: Register,
): Promise<OperatorError> {
  const words = await loadWords('en');
  return new OperatorError(words(`registers.refusals.${code}`, { ...refusalParams(params, register.code, 'en') }));
}
