import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatWords, parseFormat, type SampleFormat } from '#lib/demo/register-files/format.ts';
import { type WrittenFile, writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { sampleOrganisations } from '#lib/demo/sample-organisations.ts';
import { sampleProviders } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas } from '#lib/geography/municipalities.ts';
import { type RegisterCode, registerCodes } from '#lib/registers/descriptions/index.ts';
import { messageOf, OperatorError } from './operator-error.ts';

const usage = `npm run registers -- sample --rows N [--dirt P] [--seed S] [--folder DIR] [--format WORDS]

Writes a file of each register, N rows in all, the same ones each time, and expected.json: what their import finds.
  --dirt P        the share of rows with a fault, 0 to 1
  --format WORDS  such as semicolon,windows1252,crlf,gz: ${formatWords.join(', ')}
  --folder DIR    where they go; .data/registers where left out`;

/** A country has about so many rows a provider in its registers. */
const rowsPerProvider = 3.7;

/** Writes synthetic register files as the arguments after `sample` say, and prints what it wrote. */
export async function writeSampleFiles(args: readonly string[]): Promise<void> {
  const { rows, dirt, seed, folder, format } = readArguments(args);
  const areas = await loadPostcodeAreas();
  const organisations = sampleOrganisations(areas, Math.ceil(rows / rowsPerProvider));
  const files = await writeRegisterFiles({
    ...{ folder, areas, rows, dirt, seed },
    providers: sampleProviders(areas, organisations, Number.MAX_SAFE_INTEGER),
    formats: sameForAll(format),
  });
  const expected = files.map(({ path: _, ...file }) => file);
  await writeFile(
    path.join(folder, 'expected.json'),
    `${JSON.stringify({ rows, dirt, seed, files: expected }, null, 2)}\n`,
  );
  for (const file of files) console.log(line(file));
}

function readArguments(args: readonly string[]) {
  const values = parseArguments(args);
  const [rows, dirt, seed] = [Number(values.rows), Number(values.dirt), Number(values.seed)];
  const format = parseFormat(values.format);
  if (!Number.isInteger(rows) || rows < 1) throw new OperatorError(`How many rows?\n\n${usage}`);
  if (!(dirt >= 0 && dirt <= 1)) throw new OperatorError(`--dirt is a share of 0 to 1.\n\n${usage}`);
  if (!Number.isInteger(seed) || seed < 0) throw new OperatorError(`--seed is a whole number.\n\n${usage}`);
  if (!format) throw new OperatorError(`--format knows ${formatWords.join(', ')}.\n\n${usage}`);
  return { rows, dirt, seed, format, folder: path.resolve(values.folder) };
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rows: { type: 'string' },
        dirt: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        folder: { type: 'string', default: '.data/registers' },
        format: { type: 'string', default: '' },
      },
    }).values;
  } catch (error) {
    throw new OperatorError(`${messageOf(error)}\n\n${usage}`);
  }
}

function sameForAll(format: SampleFormat): Partial<Record<RegisterCode, SampleFormat>> {
  return Object.fromEntries(registerCodes.map((code) => [code, format]));
}

function line({ path: file, rows, good, doubtful, refused }: WrittenFile): string {
  return `${file}: ${rows} rows, ${good} good, ${doubtful} doubtful, ${refused} refused`;
}
