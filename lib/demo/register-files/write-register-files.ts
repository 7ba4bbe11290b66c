import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PostcodeArea } from '#lib/geography/municipalities.ts';
import { findRegister, type RegisterCode, registerCodes } from '#lib/registers/descriptions/index.ts';
import { type FaultCode, severityOf } from '#lib/registers/faults.ts';
import type { Column } from '#lib/registers/register.ts';
import { type Random, seededRandom, shuffled } from '../random.ts';
import type { SampleProvider } from '../sample-registers.ts';
import { CsvWriter } from './csv-writer.ts';
import { type Dirt, dirtFor } from './dirt.ts';
import { extensionOf, plainFormat, type SampleFormat } from './format.ts';
import { rowsOf, type SampleRow } from './rows.ts';
import { SheetWriter } from './sheet.ts';
import { spelled } from './spelling.ts';

export interface RegisterFilesRequest {
  readonly folder: string;
  readonly areas: readonly PostcodeArea[];
  /** Taken one by one, and no more of them than `rows` needs. */
  readonly providers: Iterable<SampleProvider>;
  /** How many rows all files have together at most; all of the providers' where left out. */
  readonly rows?: number;
  /** The share of rows with one fault, 0 to 1. */
  readonly dirt?: number;
  readonly seed?: number;
  /** How each register's file is written; plain where left out. */
  readonly formats?: Partial<Readonly<Record<RegisterCode, SampleFormat>>>;
  /** Whether what only the second delivery has is in files of its own; else it is in the first. */
  readonly deliveries?: 1 | 2;
}

/** A file and what comes out of its import. */
export interface WrittenFile {
  readonly register: RegisterCode;
  readonly delivery: 1 | 2;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  readonly good: number;
  readonly doubtful: number;
  readonly refused: number;
  /** How often each fault occurs; those that don't are left out. */
  readonly faults: Readonly<Partial<Record<FaultCode, number>>>;
}

/**
 * Writes register files of the sample's people and tells what their import must find. The same request writes the same
 * bytes. Memory grows with the number of files only, but for a sheet, which Excel itself limits.
 */
export async function writeRegisterFiles(request: RegisterFilesRequest): Promise<readonly WrittenFile[]> {
  const { areas, providers, rows = Number.POSITIVE_INFINITY, deliveries = 1 } = request;
  await mkdir(request.folder, { recursive: true });
  const files = new Map<string, RegisterFile>();
  const fileOf = (register: RegisterCode, delivery: 1 | 2): RegisterFile => {
    const key = `${register} ${delivery}`;
    const file = files.get(key) ?? new RegisterFile(register, delivery, request);
    files.set(key, file);
    return file;
  };
  // Each register has its file, with nothing but a header if need be.
  for (const register of registerCodes) fileOf(register, 1);
  let written = 0;
  writing: for (const provider of providers) {
    for (const row of rowsOf(provider, areas)) {
      if (written === rows) break writing;
      written += 1;
      const file = fileOf(row.register, row.later && deliveries === 2 ? 2 : 1);
      if (file.add(row)) await file.flush();
    }
  }
  const results: WrittenFile[] = [];
  for (const file of files.values()) results.push(await file.close());
  return results;
}

class RegisterFile {
  private readonly register: RegisterCode;
  private readonly delivery: 1 | 2;
  private readonly path: string;
  private readonly format: SampleFormat;
  /** In the file's order; null for one that no register has. */
  private readonly columns: readonly (Column | null)[];
  private readonly writer: CsvWriter | SheetWriter;
  private readonly random: Random;
  private readonly rate: number;
  private readonly dirt: Dirt[];
  private rows = 0;
  private readonly qualities = { good: 0, doubtful: 0, refused: 0 };
  private readonly faults: Partial<Record<FaultCode, number>> = {};

  constructor(register: RegisterCode, delivery: 1 | 2, { folder, formats, seed = 1, dirt = 0 }: RegisterFilesRequest) {
    this.register = register;
    this.delivery = delivery;
    this.format = formats?.[register] ?? plainFormat;
    this.rate = dirt;
    this.random = seededRandom(seed * 1_000 + registerCodes.indexOf(register) * 10 + delivery);
    this.path = path.join(folder, `${register}${delivery === 2 ? '-2' : ''}.${extensionOf(this.format)}`);
    this.columns = columnsOf(register, this.format, this.random);
    this.dirt = [...dirtFor(register, this.format)];
    this.writer =
      this.format.kind === 'xlsx'
        ? new SheetWriter(
            this.path,
            this.columns.map((column) => column?.code ?? null),
          )
        : new CsvWriter(this.path, this.format);
    this.writer.add(this.columns.map((column) => headerOf(column, this.format, this.random)));
  }

  add(row: SampleRow): boolean {
    const values = spelled(row, this.rows, this.format);
    this.rows += 1;
    const dirt = this.random.chance(this.rate) ? this.nextDirt(values) : undefined;
    this.count(dirt);
    const fields = fieldsOf(dirt ? dirt.spoil(values) : values, this.columns);
    if (dirt?.fields === 1) fields.push('x');
    if (dirt?.fields === -1) fields.pop();
    return this.writer.add(fields);
  }

  flush(): Promise<void> {
    return this.writer.flush();
  }

  async close(): Promise<WrittenFile> {
    await this.writer.close();
    const { register, delivery, rows, faults } = this;
    const { size } = await stat(this.path);
    return {
      ...{ register, delivery, name: path.basename(this.path), path: this.path, bytes: size },
      ...{ rows, ...this.qualities, faults },
    };
  }

  /** In turn, so that a file with a few faults has them all; those that this row has nothing to spoil for wait. */
  private nextDirt(values: Readonly<Record<string, string>>): Dirt | undefined {
    const index = this.dirt.findIndex(({ fits }) => fits(values));
    const [dirt] = index < 0 ? [] : this.dirt.splice(index, 1);
    if (dirt) this.dirt.push(dirt);
    return dirt;
  }

  private count(dirt: Dirt | undefined): void {
    if (!dirt) {
      this.qualities.good += 1;
      return;
    }
    const column = this.columns.find((one) => one?.code === dirt.column);
    this.qualities[severityOf(dirt.code, column ?? undefined)] += 1;
    this.faults[dirt.code] = (this.faults[dirt.code] ?? 0) + 1;
  }
}

/** The unknown one stands in the middle, so that what follows it is found by its header alone. */
function columnsOf(register: RegisterCode, { disordered }: SampleFormat, random: Random): readonly (Column | null)[] {
  const columns = findRegister(register)?.columns ?? [];
  if (!disordered) return columns;
  const drawn: (Column | null)[] = shuffled(columns, random);
  drawn.splice(Math.ceil(columns.length / 2), 0, null);
  return drawn;
}

function headerOf(column: Column | null, { headers }: SampleFormat, random: Random): string {
  if (!column) return 'Extract 7b';
  if (headers === 'code') return column.code;
  return random.pick([column.names[headers], ...column.aliases[headers]]);
}

function fieldsOf(values: Readonly<Record<string, string>>, columns: readonly (Column | null)[]): string[] {
  return columns.map((column) => (column ? (values[column.code] ?? '') : 'z'));
}
