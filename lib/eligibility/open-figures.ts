import { getPool } from '#lib/db/client.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import { type ProgrammeCode, programmeCodes } from '#lib/rules/rule-sets.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { type Shown, suppressSmallCells } from './suppression.ts';

/** How many people the lists in force of a programme name; a figure that is undefined is hidden. */
export type OpenFigures = {
  readonly programmeCode: ProgrammeCode;
  /** The days the lists look at, from the first profession's to the last's, `YYYY-MM-DD`; both included. */
  readonly asOf: { readonly first: string; readonly last: string };
  /** Professions that have a list in force, in their usual order. */
  readonly professions: readonly { readonly code: ProfessionCode; readonly asOf: string; readonly listed: Shown }[];
  /** All eleven, in their usual order; each with its figures in the order of the professions. */
  readonly provinces: readonly {
    readonly code: ProvinceCode;
    readonly listed: Shown;
    readonly byProfession: readonly Shown[];
  }[];
  readonly listed: Shown;
};

type CountRow = {
  programme_code: string;
  profession_code: string;
  as_of: string;
  province_code: string | null;
  entries: number | null;
};

/**
 * What the public may know of the lists in force, by programme: those that have one, small counts suppressed; at most a
 * minute old. Nothing else of the portal gives these counts to the public, since two tables of the same people that are
 * suppressed apart could be subtracted. An accepted claim changes a figure by one, from one day to the next: who
 * compares days learns that somebody of a profession was added in a province, which is what the figures are for.
 */
export const loadOpenFigures = keptFor(60_000, async (): Promise<readonly OpenFigures[]> => {
  const { rows } = await getPool().query<CountRow>({
    name: 'open-figures',
    text: `
      SELECT l.programme_code, l.profession_code, max(l.as_of)::text AS as_of, c.province_code, sum(c.entries)::int AS entries
        FROM published_list l LEFT JOIN published_list_count c ON c.list_id = l.id
       WHERE l.programme_code = ANY ($1) AND l.published_at IS NOT NULL AND l.ended_at IS NULL
       GROUP BY l.programme_code, l.profession_code, c.province_code`,
    values: [programmeCodes],
  });
  return programmeCodes.flatMap(
    (code) =>
      figuresOf(
        code,
        rows.filter(({ programme_code }) => programme_code === code),
      ) ?? [],
  );
});

/** The figures of one programme; undefined while nothing of it is published. */
export async function findOpenFigures(programmeCode: string): Promise<OpenFigures | undefined> {
  return (await loadOpenFigures()).find((figures) => figures.programmeCode === programmeCode);
}

function figuresOf(programmeCode: ProgrammeCode, rows: readonly CountRow[]): OpenFigures | undefined {
  const ofProfession = (code: string) => rows.filter(({ profession_code }) => profession_code === code);
  const listed = professionCodes.filter((code) => ofProfession(code).length > 0);
  const days = rows.map(({ as_of }) => as_of).toSorted();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const table = suppressSmallCells(
    provinceCodes.map((province) =>
      listed.map((code) => ofProfession(code).find(({ province_code }) => province_code === province)?.entries ?? 0),
    ),
  );
  return {
    programmeCode,
    asOf: { first, last },
    professions: listed.map((code, index) => ({
      code,
      asOf: ofProfession(code).reduce((latest, { as_of }) => (as_of > latest ? as_of : latest), ''),
      listed: table.columnTotals[index],
    })),
    provinces: provinceCodes.map((code, index) => ({
      code,
      listed: table.rowTotals[index],
      byProfession: table.cells[index] ?? [],
    })),
    listed: table.total,
  };
}
