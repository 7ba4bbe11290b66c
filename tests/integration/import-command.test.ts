import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'portal-import-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly error: string };

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { DATABASE_URL: _, PORTAL_HASH_KEY: __, ...rest } = process.env;
  const child = spawn(process.execPath, ['lib/cli/registers.ts', ...args], {
    env: { ...rest, PORTAL_DATA: folder, ...environment },
  });
  const [out, error]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => error.push(String(text)));
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve({ code, out: out.join(''), error: error.join('') }));
  });
}

const content = [
  'RIZIV;Maand;Aantal;Ambulant;Kleur',
  '19000122003;2020-03;12;0,5;rood',
  '19000122003;2020-14;12;0,5;rood',
  '19000123003;2020-03;1;1;',
  '',
].join('\r\n');

const told = [
  'CSV, gzip, UTF-8, separated by semicolons, not quoted, Windows line ends',
  'Columns: RIZIV → number · Maand → month · Aantal → services · Ambulant → ambulatoryShare',
  'Ignored: Kleur',
  '3 rows: 1 good, 1 doubtful, 1 refused',
  '         1  month-form',
  '         1  number-check',
];

describe('npm run registers -- import', () => {
  const file = () => path.join(folder, 'activity.csv.gz');

  beforeAll(async () => writeFile(file(), gzipSync(content)));

  it('tells what is in a file and writes nothing, without a database [IMPORT-20]', async () => {
    const { code, out, error } = await run(['import', file(), '--register', 'inami-activity', '--dry-run']);
    expect({ code, error, lines: out.trimEnd().split('\n').toSorted() }).toEqual({
      ...{ code: 0, error: '' },
      lines: told.toSorted(),
    });
  });

  it('imports it in its own process, and refuses it kindly the second time [IMPORT-20]', async () => {
    const environment = {
      DATABASE_URL: database.appUrl,
      PORTAL_HASH_KEY: process.env.PORTAL_HASH_KEY ?? '',
      LOG_LEVEL: 'silent',
    };
    const importIt = () => run(['import', file(), '--register', 'inami-activity'], environment);
    const { code, out, error } = await importIt();
    expect({ code, error, lines: out.trimEnd().split('\n').toSorted() }).toEqual({
      ...{ code: 0, error: '' },
      lines: told.toSorted(),
    });
    expect(
      await database.asOwner('SELECT state::text, good_rows, doubtful_rows, refused_rows FROM source_file'),
    ).toEqual([{ state: 'IMPORTED', good_rows: 1, doubtful_rows: 1, refused_rows: 1 }]);
    expect(await importIt()).toEqual({
      code: 1,
      out: '',
      error: 'This file is already here, with the same content: “activity.csv.gz”. Nothing was added.\n',
    });
  });

  it.each([
    [
      'a file that is not there',
      ['import', 'nowhere.csv', '--register', 'employment', '--dry-run'],
      'There is no file nowhere.csv.',
    ],
    ['no register', ['import', 'x.csv'], 'Usage: npm run registers -- import FILE --register NAME'],
    ['a register that is not', ['import', 'x.csv', '--register', 'x'], 'registrations, inami-activity, employment'],
    ['an option that is not', ['import', 'x.csv', '--x'], 'Usage: npm run registers -- import FILE --register NAME'],
    ['no command', [], 'npm run registers -- sample'],
  ])('says in a line how to mend %s [IMPORT-20]', async (_, args, line) => {
    const { code, error } = await run(args);
    expect(code).toBe(1);
    expect(error).toContain(line);
    expect(error).not.toContain('    at ');
  });

  it('says what a file lacks, and where there is no database [IMPORT-20]', async () => {
    expect(await run(['import', file(), '--register', 'employment', '--dry-run'])).toMatchObject({
      code: 1,
      error:
        'This file looks like one of another register: Activity according to NIHDI. Choose that register and send it again.\n',
    });
    expect((await run(['import', file(), '--register', 'inami-activity'])).error).toMatch(/^DATABASE_URL is missing/);
  });
});
