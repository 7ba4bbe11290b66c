import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workInProcess } from '#lib/jobs/work-in-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowOf, workbook } from '../support/workbook.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'portal-import-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly error: string };

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  meanwhile: (child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const { DATABASE_URL: _, PORTAL_HASH_KEY: __, ...rest } = process.env;
  const child = spawn(process.execPath, ['lib/cli/registers.ts', ...args], {
    env: { ...rest, PORTAL_DATA: folder, ...environment },
  });
  const [out, error]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => error.push(String(text)));
  meanwhile(child);
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

const environment = () => ({
  DATABASE_URL: database.appUrl,
  PORTAL_HASH_KEY: process.env.PORTAL_HASH_KEY ?? '',
  LOG_LEVEL: 'silent',
});

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
    const importIt = () => run(['import', file(), '--register', 'inami-activity'], environment());
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

  it('reads it as it is told to where it was recognised as something else [IMPORT-20]', async () => {
    const misread = path.join(folder, 'misread.csv');
    const rows = ['RIZIV;Maand;Aantal;Echt aantal;Ambulant', '19000122003;2020-05;99;12;0,5', ''];
    await writeFile(misread, rows.join('\n'));
    const args = ['import', misread, '--register', 'inami-activity'];
    const said = ['--encoding', 'windows-1252', '--column', 'Aantal=', '--column', 'Echt aantal=services'];
    const expected = [
      'CSV, Windows-1252, separated by semicolons, not quoted, Unix line ends',
      'Columns: RIZIV → number · Maand → month · Echt aantal → services · Ambulant → ambulatoryShare',
      'Ignored: Aantal',
      '1 rows: 1 good, 0 doubtful, 0 refused',
    ];
    const ended = { code: 0, out: `${expected.join('\n')}\n`, error: '' };
    expect(await run([...args, ...said, '--dry-run'])).toEqual(ended);
    expect(await run([...args, '--column', 'Echt aantal=services'], environment())).toEqual({
      ...{ code: 1, out: '' },
      error: 'Two columns of the file cannot both be read as: Services.\n',
    });
    const sheet = path.join(folder, 'sheet.xlsx');
    const sheetRows =
      rowOf(1, ['number', 'month', 'services', 'ambulatoryShare']) + rowOf(2, ['19000122003', '2020-03', '12', '0.5']);
    await writeFile(sheet, workbook(`${sheetRows}</sheetData>`));
    const ofSheet = ['import', sheet, '--register', 'inami-activity', '--dry-run', '--delimiter', 'tab'];
    expect(await run(ofSheet)).toEqual({
      ...{ code: 1, out: '' },
      error: '--encoding and --delimiter are of a CSV, and this file is XLSX.\n',
    });
    // That left nothing behind.
    expect(await run([...args, ...said], environment())).toEqual(ended);
    const [file] = await database.asOwner(
      `SELECT count(*)::int AS files, min(cells) AS cells
         FROM source_file f JOIN source_record r ON r.file_id = f.id WHERE file_name = 'misread.csv'`,
    );
    expect(file).toMatchObject({ files: 1, cells: expect.stringContaining('12') });
  });

  it('leaves what it was stopped at in the queue, and says so [IMPORT-20]', async () => {
    const later = path.join(folder, 'later.csv');
    await writeFile(later, content.replaceAll('2020-03', '2020-04'));
    const stateOf = async () =>
      (await database.asOwner(`SELECT state::text FROM source_file WHERE file_name = 'later.csv'`))[0]?.state;
    const other = new pg.Client({ connectionString: database.appUrl });
    await other.connect();
    try {
      // As another process does that works on runs.
      await other.query(`SELECT pg_advisory_lock(hashtextextended('runs', 0))`);
      let importing: ChildProcess | undefined;
      const ended = run(['import', later, '--register', 'inami-activity'], environment(), (child) => {
        importing = child;
      });
      await expect.poll(stateOf, { timeout: 20_000 }).toBe('QUEUED');
      // Until it listens for the signal.
      await pause(1_500);
      importing?.kill('SIGINT');
      expect(await ended).toMatchObject({
        code: 1,
        error: 'Stopped before the end: the file waits in the queue, and is loaded as soon as the portal runs.\n',
      });
      expect(await stateOf()).toBe('QUEUED');
    } finally {
      await other.end();
    }
    // The portal's own processes work on the queue so.
    await workInProcess(new AbortController().signal);
    expect(await stateOf()).toBe('IMPORTED');
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
    [
      'a correction without a column',
      ['import', 'x.csv', '--register', 'employment', '--column', 'Aantal'],
      '--column takes HEADER=CODE.',
    ],
    [
      'a correction to a column that is not',
      ['import', 'x.csv', '--register', 'employment', '--column', 'A=x'],
      'employment has no column x, but these: ',
    ],
    [
      'a delimiter that is not',
      ['import', 'x.csv', '--register', 'employment', '--delimiter', '|'],
      '--delimiter knows comma, semicolon, tab.',
    ],
    ['no command', [], 'npm run registers -- sample'],
    ['an option of the sample that is not', ['sample', '--rows', '5', '--x'], "Unknown option '--x'"],
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
    const lacking = path.join(folder, 'lacking.csv');
    await writeFile(lacking, 'RIZIV;Maand;Aantal;% ambulant\n19000122003;2020-03;12;1\n');
    expect(await run(['import', lacking, '--register', 'inami-activity', '--dry-run'])).toMatchObject({
      code: 1,
      error:
        'The file lacks: Ambulatory share. Add what is missing, or give the column a header it is known by: Ambulatory share, Ambulatory or Share ambulatory.\n',
    });
    expect((await run(['import', file(), '--register', 'inami-activity'])).error).toMatch(/^DATABASE_URL is missing/);
  });

  it('refuses a file whose column is full of national numbers, looked at or imported [IMPORT-20]', async () => {
    const shifted = path.join(folder, 'shifted.csv');
    await writeFile(shifted, `RIZIV;Maand;Aantal;Ambulant\n${'85073003328;2020-03;12;1\n'.repeat(20)}`);
    const error =
      'The column read as “NIHDI number” is full of national numbers. Nothing of the file was kept. Correct the headers or the shifted rows, then send the file again.\n';
    const args = ['import', shifted, '--register', 'inami-activity'];
    expect(await run([...args, '--dry-run'])).toMatchObject({ code: 1, error });
    expect(await run(args, environment())).toMatchObject({ code: 1, error });
  });
});
