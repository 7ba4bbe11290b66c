import { csvTable } from '#lib/shared/csv.ts';
import type { OpenFigures } from './open-figures.ts';
import { type Shown, smallestShown } from './suppression.ts';

/** A figure of the open data; null where it is hidden. */
type Figure = number | null;

/** What `GET /api/v1/figures` answers. Codes only: provinces by ISO 3166-2, professions and programmes as the portal names them. */
export type FiguresResponse = {
  readonly smallestShown: number;
  readonly programmes: readonly {
    readonly programme: string;
    readonly asOf: { readonly first: string; readonly last: string };
    readonly listed: Figure;
    readonly professions: readonly { readonly profession: string; readonly asOf: string; readonly listed: Figure }[];
    readonly provinces: readonly { readonly province: string; readonly listed: Figure }[];
    readonly cells: readonly { readonly province: string; readonly profession: string; readonly listed: Figure }[];
  }[];
};

const figure = (shown: Shown): Figure => shown ?? null;

export function figuresAsJson(all: readonly OpenFigures[]): FiguresResponse {
  return {
    smallestShown,
    programmes: all.map(({ programmeCode, asOf, listed, professions, provinces }) => ({
      programme: programmeCode,
      asOf,
      listed: figure(listed),
      professions: professions.map((one) => ({ profession: one.code, asOf: one.asOf, listed: figure(one.listed) })),
      provinces: provinces.map((one) => ({ province: one.code, listed: figure(one.listed) })),
      cells: provinces.flatMap(({ code, byProfession }) =>
        professions.map((profession, index) => ({
          province: code,
          profession: profession.code,
          listed: figure(byProfession[index]),
        })),
      ),
    })),
  };
}

export type FigureNames = {
  readonly profession: (code: string) => string;
  readonly province: (code: string) => string;
  readonly allProfessions: string;
  readonly allProvinces: string;
};

const heads = ['programme', 'province_code', 'province', 'profession_code', 'profession', 'as_of', 'listed', 'hidden'];

/**
 * One line a figure, totals among them with the code `total`. A hidden figure is empty and says so in a column of its
 * own, since spreadsheets take what is empty for nought. The heads are the same in every language; the names are not.
 */
export function figuresAsCsv(all: readonly OpenFigures[], names: FigureNames): string {
  const lines = all.flatMap(({ programmeCode, asOf, listed, professions, provinces }) => {
    const line = (province: readonly string[], profession: readonly string[], day: string, shown: Shown) => [
      programmeCode,
      ...province,
      ...profession,
      day,
      shown ?? '',
      shown === undefined ? 'yes' : 'no',
    ];
    const everyone = ['total', names.allProfessions];
    const wholeCountry = ['total', names.allProvinces];
    const areas = [
      ...provinces.map((one) => ({ ...one, says: [one.code, names.province(one.code)] })),
      { says: wholeCountry, listed, byProfession: professions.map((one) => one.listed) },
    ];
    return areas.flatMap(({ says, listed: sum, byProfession }) => [
      ...professions.map((one, index) =>
        line(says, [one.code, names.profession(one.code)], one.asOf, byProfession[index]),
      ),
      line(says, everyone, asOf.last, sum),
    ]);
  });
  return csvTable(heads, lines);
}
