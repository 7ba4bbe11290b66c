import { csvTable } from '#lib/shared/csv.ts';
import type { OpenFigures } from './open-figures.ts';
import { type Shown, smallestShown } from './suppression.ts';

/** A figure of the open data; null where it is hidden. */
type Figure = number | null;

/**
 * What `GET /api/v1/figures` answers. Codes only: provinces by ISO 3166-2, professions and programmes as the portal names
 * them. `asOf` is the day of the full list, `amendedOn` that of the last amendment to it; null without one.
 */
export type FiguresResponse = {
  readonly smallestShown: number;
  readonly programmes: readonly {
    readonly programme: string;
    readonly asOf: { readonly first: string; readonly last: string };
    readonly amendedOn: string | null;
    readonly professions: readonly {
      readonly profession: string;
      readonly asOf: string;
      readonly amendedOn: string | null;
      readonly listed: Figure;
    }[];
    readonly cells: readonly { readonly province: string; readonly profession: string; readonly listed: Figure }[];
  }[];
};

const figure = (shown: Shown): Figure => shown ?? null;

export function figuresAsJson(all: readonly OpenFigures[]): FiguresResponse {
  return {
    smallestShown,
    programmes: all.map(({ programmeCode, days: { first, last, amendedOn }, professions }) => ({
      programme: programmeCode,
      asOf: { first, last },
      amendedOn: amendedOn ?? null,
      professions: professions.map(({ code, days, listed }) => ({
        profession: code,
        asOf: days.last,
        amendedOn: days.amendedOn ?? null,
        listed: figure(listed),
      })),
      cells: professions.flatMap(({ code: profession, provinces }) =>
        provinces.map(({ code: province, listed }) => ({ province, profession, listed: figure(listed) })),
      ),
    })),
  };
}

export type FigureNames = {
  readonly profession: (code: string) => string;
  readonly province: (code: string) => string;
  readonly allProvinces: string;
};

const heads = [
  'programme',
  'province_code',
  'province',
  'profession_code',
  'profession',
  'as_of',
  'amended_on',
  'listed',
  'hidden',
];

/**
 * One line a figure, the whole country's among them with the code `total`. A hidden figure is empty and says so in a column
 * of its own, since spreadsheets take what is empty for nought. The heads are the same in every language; the names are not.
 */
export function figuresAsCsv(all: readonly OpenFigures[], names: FigureNames): string {
  const lines = all.flatMap(({ programmeCode, professions }) =>
    professions.flatMap(({ code, days, listed, provinces }) => {
      const line = (province: string, name: string, shown: Shown) => [
        programmeCode,
        province,
        name,
        code,
        names.profession(code),
        days.last,
        days.amendedOn ?? '',
        shown ?? '',
        shown === undefined ? 'yes' : 'no',
      ];
      return [
        ...provinces.map((one) => line(one.code, names.province(one.code), one.listed)),
        line('total', names.allProvinces, listed),
      ];
    }),
  );
  return csvTable(heads, lines);
}
