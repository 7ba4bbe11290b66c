import { getPool } from '#lib/db/client.ts';
import { type ProvinceCode, provinceCodes, provincesFewestFirst } from '#lib/geography/provinces.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import { type ProgrammeCode, programmeCodes } from '#lib/rules/rule-sets.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { type Shown, suppressSmallCounts } from './suppression.ts';

/**
 * The days that figures look at, `YYYY-MM-DD`, both included: those of the full lists, and the last one of the amendments
 * that add people to them, where there are any.
 */
export type FigureDays = { readonly first: string; readonly last: string; readonly amendedOn?: string };

/** How many people the lists in force of a programme name; a figure that is undefined is hidden. */
export type OpenFigures = {
  readonly programmeCode: ProgrammeCode;
  /** From the first profession's to the last's. */
  readonly days: FigureDays;
  /** Professions that have a full list in force, in their usual order. */
  readonly professions: readonly ProfessionFigures[];
};

export type ProfessionFigures = {
  readonly code: ProfessionCode;
  readonly days: FigureDays;
  /** In the whole country. */
  readonly listed: Shown;
  /** All eleven, in their usual order. */
  readonly provinces: readonly { readonly code: ProvinceCode; readonly listed: Shown }[];
};

type ProfessionRow = {
  programme_code: string;
  profession_code: string;
  as_of: string;
  amended_on: string | null;
  /** How many the full list names by province, and how many it and its amendments do. */
  full_list: Readonly<Record<string, number>>;
  listed: Readonly<Record<string, number>>;
};

/**
 * What the public may know of the lists in force, by programme: those that have one, small counts suppressed; at most a
 * minute old. Nothing else of the portal gives these counts to the public. A profession is a column by itself, and there
 * are no totals across professions: lists change one profession at a time, so the change of such a total would be the
 * change of one count, hidden or not.
 */
export const loadOpenFigures = keptFor(60_000, async (): Promise<readonly OpenFigures[]> => {
  const { rows } = await getPool().query<ProfessionRow>({
    name: 'open-figures',
    text: `
      WITH counted AS (
        SELECT l.programme_code, l.profession_code, c.province_code, sum(c.entries)::int AS listed,
               coalesce(sum(c.entries) FILTER (WHERE l.kind = 'FULL'), 0)::int AS full_list,
               max(l.as_of) FILTER (WHERE l.kind = 'FULL') AS as_of,
               max(l.as_of) FILTER (WHERE l.kind = 'AMENDMENT') AS amended_on
          FROM published_list l LEFT JOIN published_list_count c ON c.list_id = l.id
         WHERE l.programme_code = ANY ($1) AND l.published_at IS NOT NULL AND l.ended_at IS NULL
         GROUP BY l.programme_code, l.profession_code, c.province_code)
      SELECT programme_code, profession_code, max(as_of)::text AS as_of, max(amended_on)::text AS amended_on,
             coalesce(jsonb_object_agg(province_code, full_list) FILTER (WHERE province_code IS NOT NULL), '{}') AS full_list,
             coalesce(jsonb_object_agg(province_code, listed) FILTER (WHERE province_code IS NOT NULL), '{}') AS listed
        FROM counted
       GROUP BY programme_code, profession_code
      HAVING max(as_of) IS NOT NULL`,
    values: [programmeCodes],
  });
  return programmeCodes.flatMap((programmeCode) => {
    const ofProgramme = rows.filter(({ programme_code }) => programme_code === programmeCode);
    const professions = professionCodes.flatMap((code) =>
      ofProgramme.filter(({ profession_code }) => profession_code === code).map((row) => figuresOf(code, row)),
    );
    const days = daysOf(professions);
    return days ? { programmeCode, days, professions } : [];
  });
});

/** The figures of one programme; undefined while nothing of it is published. */
export async function findOpenFigures(programmeCode: string): Promise<OpenFigures | undefined> {
  return (await loadOpenFigures()).find((figures) => figures.programmeCode === programmeCode);
}

function figuresOf(code: ProfessionCode, row: ProfessionRow): ProfessionFigures {
  const counts = (by: Readonly<Record<string, number>>) => provincesFewestFirst.map((province) => by[province] ?? 0);
  const column = suppressSmallCounts(counts(row.full_list), counts(row.listed));
  return {
    code,
    days: { first: row.as_of, last: row.as_of, ...(row.amended_on !== null && { amendedOn: row.amended_on }) },
    listed: column.total,
    provinces: provinceCodes.map((province) => ({
      code: province,
      listed: column.counts[provincesFewestFirst.indexOf(province)],
    })),
  };
}

function daysOf(professions: readonly ProfessionFigures[]): FigureDays | undefined {
  const full = professions.map(({ days }) => days.first).toSorted();
  const [first, last] = [full.at(0), full.at(-1)];
  const amendedOn = professions
    .flatMap(({ days }) => days.amendedOn ?? [])
    .toSorted()
    .at(-1);
  return first && last ? { first, last, ...(amendedOn !== undefined && { amendedOn }) } : undefined;
}
