import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as getJson } from '#app/api/v1/figures/route.ts';
import { GET as getCsv } from '#app/api/v1/figures.csv/route.ts';
import { findOpenFigures, loadOpenFigures } from '#lib/eligibility/open-figures.ts';
import type { FiguresResponse } from '#lib/eligibility/open-figures-data.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';

const programme = 'strategic-reserve-2020';

let database: TestDatabase;

type Given = {
  readonly profession: string;
  readonly number: number;
  readonly kind?: 'FULL' | 'AMENDMENT';
  readonly asOf?: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly state?: 'in force' | 'ended' | 'being filled';
};

/** A list of which the figures know only how many it names in each province. */
async function list({ profession, number, kind = 'FULL', asOf = '2020-06-12', counts, state = 'in force' }: Given) {
  const [made] = await database.asApp<{ id: string }>(
    `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, rule_set_code, rule_set_version)
     SELECT code, $2, $3, $4::"ListKind", $5::date, rule_set_code, rule_set_version FROM programme WHERE code = $1 RETURNING id`,
    [programme, profession, number, kind, asOf],
  );
  await database.asApp(
    `INSERT INTO published_list_count (list_id, province_code, entries)
     SELECT $1, given.key, given.value::int FROM jsonb_each_text($2) given`,
    [made?.id, JSON.stringify(counts)],
  );
  if (state === 'being filled') return;
  const entries = Object.values(counts).reduce((all, count) => all + count, 0);
  await database.asApp(`UPDATE published_list SET published_at = '2020-06-12T08:00Z', entry_count = $2 WHERE id = $1`, [
    made?.id,
    entries,
  ]);
  if (state === 'ended') {
    await database.asApp(`UPDATE published_list SET ended_at = now(), ended_reason = 'replaced' WHERE id = $1`, [
      made?.id,
    ]);
  }
}

const everywhere = (count: number) => Object.fromEntries(provinceCodes.map((code) => [code, count]));
const json = async (query = '') => {
  const response = await getJson(new Request(`http://localhost/api/v1/figures${query}`));
  return { response, body: (await response.json()) as FiguresResponse };
};
const csv = async (query = '') => {
  const response = await getCsv(new Request(`http://localhost/api/v1/figures.csv${query}`));
  return { response, lines: (await response.text()).trim().split('\n') };
};

beforeAll(async () => {
  database = await createTestDatabase();
  setPortalEnvironment();
  await deployReferenceData(database.ownerUrl);
});

beforeEach(() => forgetKeptFacts());

describe('open figures', () => {
  it('[FIGURES-04] are none while nothing is published', async () => {
    await list({ profession: 'dentist', number: 1, counts: everywhere(9), state: 'being filled' });
    expect(await loadOpenFigures()).toEqual([]);
    expect((await json()).body).toEqual({ smallestShown: 5, programmes: [] });
    expect((await csv()).lines).toHaveLength(1);
  });

  it('[FIGURES-04] add up what is in force, and nothing else', async () => {
    await list({ profession: 'dentist', number: 2, counts: everywhere(100), state: 'ended' });
    await list({ profession: 'dentist', number: 3, counts: { ...everywhere(20), 'BE-WLX': 2, 'BE-WNA': 9 } });
    await list({ profession: 'dentist', number: 4, kind: 'AMENDMENT', asOf: '2020-06-15', counts: { 'BE-VAN': 1 } });
    await list({ profession: 'dentist', number: 5, kind: 'AMENDMENT', asOf: '2020-06-16', counts: { 'BE-VAN': 1 } });
    await list({ profession: 'midwife', number: 1, counts: everywhere(10) });
    forgetKeptFacts();
    const figures = await findOpenFigures(programme);
    expect(figures?.professions).toEqual([
      { code: 'dentist', asOf: '2020-06-16', listed: 193 },
      { code: 'midwife', asOf: '2020-06-12', listed: 110 },
    ]);
    expect(figures?.asOf).toEqual({ first: '2020-06-12', last: '2020-06-16' });
    expect(figures?.listed).toBe(303);
    expect(figures?.provinces.map(({ code }) => code)).toEqual([...provinceCodes]);
    const byCode = new Map(figures?.provinces.map((one) => [one.code, one]));
    expect(byCode.get('BE-VAN')).toEqual({ code: 'BE-VAN', listed: 32, byProfession: [22, 10] });
    expect(byCode.get('BE-WLX')).toEqual({ code: 'BE-WLX', listed: 12, byProfession: [undefined, undefined] });
    expect(byCode.get('BE-WNA')).toEqual({ code: 'BE-WNA', listed: 19, byProfession: [undefined, undefined] });
  });

  it('[FIGURES-05] are the same in JSON, what is hidden being null', async () => {
    const { response, body } = await json(`?programme=${programme}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    const [only] = body.programmes;
    expect(body.programmes).toHaveLength(1);
    expect(only).toMatchObject({ programme, listed: 303, asOf: { first: '2020-06-12', last: '2020-06-16' } });
    expect(only?.cells).toHaveLength(22);
    expect(only?.cells.filter(({ listed }) => listed === null)).toEqual([
      { province: 'BE-WLX', profession: 'dentist', listed: null },
      { province: 'BE-WLX', profession: 'midwife', listed: null },
      { province: 'BE-WNA', profession: 'dentist', listed: null },
      { province: 'BE-WNA', profession: 'midwife', listed: null },
    ]);
    expect(only?.provinces).toContainEqual({ province: 'BE-WLX', listed: 12 });
  });

  it('[FIGURES-05] are the same in CSV, with names in the language asked for', async () => {
    const { response, lines } = await csv('?locale=nl');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(`figures_${programme}_2020-06-16.csv`);
    expect(lines[0]?.replace('\uFEFF', '')).toBe(
      'programme;province_code;province;profession_code;profession;as_of;listed;hidden',
    );
    expect(lines).toHaveLength(1 + 12 * 3);
    expect(lines).toContain(`${programme};BE-VAN;Antwerpen;dentist;tandartsen;2020-06-16;22;no`);
    expect(lines).toContain(`${programme};BE-WLX;Luxemburg;dentist;tandartsen;2020-06-16;;yes`);
    expect(lines).toContain(`${programme};BE-WNA;Namen;midwife;vroedvrouwen;2020-06-12;;yes`);
    expect(lines).toContain(`${programme};total;Het hele land;total;Alle beroepen;2020-06-16;303;no`);
    expect(lines.filter((line) => line.endsWith(';yes'))).toHaveLength(4);
  });

  it('[FIGURES-05] say what they cannot answer', async () => {
    for (const ask of [json, csv]) {
      for (const [asked, code] of [
        ['no-such-programme', 'unknown-programme'],
        ['emergency-masks-2020', 'nothing-published'],
      ]) {
        const { response } = await ask(`?programme=${asked}`);
        expect(response.status).toBe(404);
        const again = await getJson(new Request(`http://localhost/api/v1/figures?programme=${asked}`));
        expect(await again.json()).toMatchObject({ code, field: 'programme', message: expect.any(String) });
      }
    }
  });
});
