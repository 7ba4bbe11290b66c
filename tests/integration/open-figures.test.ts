import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as getJson } from '#app/api/v1/figures/route.ts';
import { GET as getCsv } from '#app/api/v1/figures.csv/route.ts';
import { findOpenFigures, loadOpenFigures } from '#lib/eligibility/open-figures.ts';
import type { FiguresResponse } from '#lib/eligibility/open-figures-data.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countFilled, publishFilled } from '../support/filled-list.ts';
import { addPeople } from '../support/list-world.ts';
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

/** A list that names so many people in each province. */
async function list({ profession, number, kind = 'FULL', asOf = '2020-06-12', counts, state = 'in force' }: Given) {
  const [made] = await database.asApp<{ id: string }>(
    `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, rule_set_code, rule_set_version)
     SELECT code, $2, $3, $4::"ListKind", $5::date, rule_set_code, rule_set_version FROM programme WHERE code = $1 RETURNING id`,
    [programme, profession, number, kind, asOf],
  );
  if (!made) throw new Error('no list');
  const people = Object.entries(counts).map(([province, count]) => addPeople(count, { province }));
  await database.asApp(
    `WITH decided AS (
       INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome,
                             facts, reasons, missing)
       SELECT code, p, $2, rule_set_code, rule_set_version, $3, 'ELIGIBLE', '{}', '[{}]', '{}'
         FROM programme, unnest($4::uuid[]) p WHERE code = $1 RETURNING id, provider_id)
     INSERT INTO list_entry (list_id, provider_id, decision_id) SELECT $5, provider_id, id FROM decided`,
    [programme, profession, asOf, (await Promise.all(people)).flat(), made.id],
  );
  if (state === 'being filled') return countFilled(database.asApp, made.id);
  await publishFilled(database.asApp, made.id, `'2020-06-12T08:00Z'`);
  if (state === 'ended') {
    await database.asApp(`UPDATE published_list SET ended_at = now(), ended_reason = 'replaced' WHERE id = $1`, [
      made.id,
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
    await list({ profession: 'dentist', number: 3, counts: { ...everywhere(20), 'BE-VLI': 4, 'BE-WNA': 9 } });
    await list({ profession: 'dentist', number: 4, kind: 'AMENDMENT', asOf: '2020-06-15', counts: { 'BE-VLI': 1 } });
    await list({ profession: 'dentist', number: 5, kind: 'AMENDMENT', asOf: '2020-06-16', counts: { 'BE-VAN': 1 } });
    // An amendment whose full list was withdrawn.
    await list({ profession: 'home-nurse', number: 2, kind: 'AMENDMENT', counts: { 'BE-VAN': 1 } });
    forgetKeptFacts();
    const figures = await findOpenFigures(programme);
    expect(figures?.professions).toHaveLength(1);
    const [dentists] = figures?.professions ?? [];
    expect(dentists?.listed).toBe(195);
    expect(dentists?.provinces.map(({ code }) => code)).toEqual([...provinceCodes]);
    const byCode = new Map(dentists?.provinces.map(({ code, listed }) => [code, listed]));
    expect(byCode.get('BE-VAN')).toBe(21);
    expect(byCode.get('BE-WNA')).toBe(9);
    // The amendment made it five: it stays hidden, and the province with the fewest inhabitants with it.
    expect([...byCode].filter(([, listed]) => listed === undefined).map(([code]) => code)).toEqual([
      'BE-VLI',
      'BE-WLX',
    ]);
  });

  it('[FIGURES-04] look at the day of the full list, and name that of the last amendment beside it', async () => {
    const [dentists] = (await findOpenFigures(programme))?.professions ?? [];
    expect(dentists?.days).toEqual({ first: '2020-06-12', last: '2020-06-12', amendedOn: '2020-06-16' });
  });

  it('[FIGURES-02] change of no profession but the one whose list is published or withdrawn', async () => {
    const figuresNow = async () => {
      forgetKeptFacts();
      const [only] = (await json(`?programme=${programme}`)).body.programmes;
      return only;
    };
    const before = await figuresNow();
    await list({ profession: 'midwife', number: 1, asOf: '2020-06-13', counts: { ...everywhere(10), 'BE-WLX': 2 } });
    const after = await figuresNow();
    // Whatever else it said of several professions would tell of the new one what it hides.
    expect(Object.keys(after ?? {})).toEqual(['programme', 'asOf', 'amendedOn', 'professions', 'cells']);
    expect(after?.professions.filter(({ profession }) => profession !== 'midwife')).toEqual(before?.professions);
    expect(after?.cells.filter(({ profession }) => profession !== 'midwife')).toEqual(before?.cells);
  });

  it('[FIGURES-05] are the same in JSON, what is hidden being null', async () => {
    const { response, body } = await json(`?programme=${programme}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    const [only] = body.programmes;
    expect(body.programmes).toHaveLength(1);
    expect(only).toMatchObject({
      programme,
      asOf: { first: '2020-06-12', last: '2020-06-13' },
      amendedOn: '2020-06-16',
      professions: [
        { profession: 'dentist', asOf: '2020-06-12', amendedOn: '2020-06-16', listed: 195 },
        { profession: 'midwife', asOf: '2020-06-13', amendedOn: null, listed: 102 },
      ],
    });
    expect(only?.cells).toHaveLength(22);
    expect(only?.cells.filter(({ listed }) => listed === null)).toEqual([
      { province: 'BE-VLI', profession: 'dentist', listed: null },
      { province: 'BE-WLX', profession: 'dentist', listed: null },
      { province: 'BE-WBR', profession: 'midwife', listed: null },
      { province: 'BE-WLX', profession: 'midwife', listed: null },
    ]);
    expect(only?.cells).toContainEqual({ province: 'BE-VAN', profession: 'dentist', listed: 21 });
  });

  it('[FIGURES-05] are the same in CSV, with names in the language asked for', async () => {
    const { response, lines } = await csv('?locale=nl');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(`figures_${programme}_2020-06-16.csv`);
    expect(lines[0]?.replace('\uFEFF', '')).toBe(
      'programme;province_code;province;profession_code;profession;as_of;amended_on;listed;hidden',
    );
    expect(lines).toHaveLength(1 + 12 * 2);
    expect(lines).toContain(`${programme};BE-VAN;Antwerpen;dentist;tandartsen;2020-06-12;2020-06-16;21;no`);
    expect(lines).toContain(`${programme};BE-WLX;Luxemburg;dentist;tandartsen;2020-06-12;2020-06-16;;yes`);
    expect(lines).toContain(`${programme};BE-WBR;Waals-Brabant;midwife;vroedvrouwen;2020-06-13;;;yes`);
    expect(lines).toContain(`${programme};total;Het hele land;dentist;tandartsen;2020-06-12;2020-06-16;195;no`);
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
