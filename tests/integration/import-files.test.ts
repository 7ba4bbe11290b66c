import { createHash, createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { withClient } from '#lib/db/with-client.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { correctRecognition } from '#lib/registers/files/correct-recognition.ts';
import { faultReport } from '#lib/registers/files/fault-report.ts';
import { previewFile } from '#lib/registers/files/preview.ts';
import { findFile, listFaults, listFiles } from '#lib/registers/files/queries.ts';
import { purgeUploads, receiveFile } from '#lib/registers/files/receive-file.ts';
import { chunkBytes, readChunks, seal, unseal } from '#lib/registers/files/sealed-chunks.ts';
import { withdrawFile } from '#lib/registers/files/withdraw-file.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bytesOf, imported, operator, received, recordsOf } from '../support/register-file.ts';

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  const [user] = await database.asApp<{ id: string }>(
    `INSERT INTO app_user (email, name) VALUES ('registers@test.invalid', 'Sample Administrator') RETURNING id`,
  );
  administrator = {
    kind: 'user',
    userId: user?.id ?? '',
    email: 'registers@test.invalid',
    name: 'Sample Administrator',
    language: 'nl',
    isAdministrator: true,
    provinces: [],
    organisations: [],
    providerId: null,
  };
});

const header = 'number,month,services,ambulatoryShare\n';
let turn = 0;
/** A file of its own each time: the same content is taken once. */
const activity = (...rows: readonly string[]) => {
  turn += 1;
  return `${header}${rows.join('\n')}\n19000122003,2020-03,${turn},0.5\n`;
};

const national = '85073003328';
const registrations = [
  'INSZ;Voornaam;Achternaam;RIZIV-nummer;Beroep;Postcode;Straat;Kleur;Geboortejaar',
  `85.07.30-033.28;Sample;Person;1-90001-22-003;huisarts;1000;"Voorbeeldstraat ""A"";\nbus 1";rood;1985`,
  `85073003329;Sample;Other;49000430401;tandarts;4000;;;`,
  `;Sample;Third;19000123003;vroedvrouw;B-9000;;;85`,
  `;;Fourth;190001;x;0001;;;`,
  'too few',
  '',
].join('\r\n');

const one = async (sql: string, values: unknown[] = []) => (await database.asOwner(sql, values))[0];

describe('a file', () => {
  it('is taken in sealed, recognised, and nothing of it is read before somebody confirms [IMPORT-04]', async () => {
    const content = activity();
    const fileId = await received('inami-activity', content);
    expect(await findFile(administrator, fileId)).toMatchObject({
      register: 'inami-activity',
      state: 'RECOGNISED',
      byteSize: content.length,
      contentHash: createHash('sha256').update(content).digest('hex'),
      format: {
        kind: 'csv',
        gzip: false,
        encoding: 'utf-8',
        marked: false,
        delimiter: ',',
        quoted: false,
        lineEnd: 'lf',
      },
      receivedByName: null,
    });
    const chunk = await one('SELECT content FROM source_file_chunk WHERE file_id = $1', [fileId]);
    expect(Buffer.from(chunk?.content).toString('latin1')).not.toContain('2020-03');
    expect(await one('SELECT count(*)::int AS n FROM source_record WHERE file_id = $1', [fileId])).toEqual({ n: 0 });
    const bytes = [];
    for await (const part of readChunks(fileId)) bytes.push(part);
    expect(Buffer.concat(bytes).toString()).toBe(content);
  });

  it('opens at its own place alone, and unchanged [IMPORT-04]', () => {
    const sealed = seal(Buffer.from('content'), 'one', 3);
    expect(unseal(sealed, 'one', 3).toString()).toBe('content');
    expect(() => unseal(sealed, 'one', 4)).toThrow();
    expect(() => unseal(sealed, 'other', 3)).toThrow();
    sealed[30] = (sealed[30] ?? 0) ^ 1;
    expect(() => unseal(sealed, 'one', 3)).toThrow();
  });

  it('is imported: each row with its line and quality, the national number as its keyed hash alone [IMPORT-05]', async () => {
    const fileId = await received('registrations', registrations);
    expect((await findFile(administrator, fileId))?.format).toMatchObject({
      delimiter: ';',
      quoted: true,
      lineEnd: 'crlf',
      columns: [
        'nationalNumber',
        'givenName',
        'familyName',
        'number',
        'profession',
        'postcode',
        'street',
        null,
        'birthYear',
      ],
    });
    await imported(fileId);
    expect(await findFile(administrator, fileId)).toMatchObject({
      state: 'IMPORTED',
      goodRows: 1,
      doubtfulRows: 2,
      refusedRows: 2,
    });
    const hash = createHmac('sha256', process.env.PORTAL_HASH_KEY ?? '')
      .update(national)
      .digest('hex');
    expect(await recordsOf(database, fileId)).toEqual([
      {
        ...{ line: 2, quality: 'GOOD', hash },
        values: {
          ...{ givenName: 'Sample', familyName: 'Person', number: '19000122003', profession: 'general-practitioner' },
          ...{ postcode: '1000', street: 'Voorbeeldstraat "A"; bus 1', birthYear: '1985' },
        },
      },
      {
        ...{ line: 4, quality: 'DOUBTFUL', hash: null },
        values: {
          givenName: 'Sample',
          familyName: 'Other',
          number: '49000430401',
          profession: 'dentist',
          postcode: '4000',
        },
      },
      {
        ...{ line: 5, quality: 'DOUBTFUL', hash: null },
        values: {
          givenName: 'Sample',
          familyName: 'Third',
          number: '19000123003',
          profession: 'midwife',
          postcode: '9000',
        },
      },
      { line: 6, quality: 'REFUSED', hash: null, values: { familyName: 'Fourth' } },
      { line: 7, quality: 'REFUSED', hash: null, values: {} },
    ]);
    expect((await listFaults(administrator, { fileId }, 1)).faults).toEqual([
      { line: 4, column: 'nationalNumber', code: 'national-number-check', value: null },
      { line: 5, column: 'number', code: 'number-check', value: '19000123003' },
      { line: 5, column: 'birthYear', code: 'birth-year', value: null },
      { line: 6, column: 'number', code: 'number-length', value: '190001' },
      { line: 6, column: 'profession', code: 'profession-unknown', value: 'x' },
      { line: 6, column: 'postcode', code: 'postcode-unknown', value: '0001' },
      { line: 6, column: 'givenName', code: 'value-missing', value: null },
      { line: 7, column: null, code: 'column-count', value: null },
    ]);
    expect(await one('SELECT count(*)::int AS n FROM source_file_chunk WHERE file_id = $1', [fileId])).toEqual({
      n: 0,
    });
  });

  it('leaves no national number in any table [IMPORT-06]', async () => {
    const tables = await database.asOwner<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
    );
    for (const { name } of tables) {
      for (const number of [national, '85073003329', '85.07.30-033.28']) {
        expect(
          await one(`SELECT count(*)::int AS n FROM ${name} t WHERE t::text LIKE $1`, [`%${number}%`]),
          name,
        ).toEqual({
          n: 0,
        });
      }
    }
  });

  it('leaves out a national number in whatever other column, and shows none with its fault [IMPORT-06]', async () => {
    const shifted = registrations
      .split('\r\n', 1)
      .concat(
        ...[
          `;Sample;Shifted;${national};huisarts;1000;;rood;`,
          `;Sample;Street;49000430401;tandarts;4000;${national};;`,
        ],
        ...[
          `;Sample;Dotted;49000430401;tandarts;4000;85.07.30-033.28;;`,
          `;${national};Name;49000430401;tandarts;4000;;;`,
          `;Sample;Within;49000430401;tandarts;4000;Cabinet 85.07.30-033.28 Example;;`,
        ],
      );
    const fileId = await imported(await received('registrations', shifted.join('\n')));
    const records = await recordsOf(database, fileId);
    expect(JSON.stringify(records)).not.toMatch(/85.?07.?30/);
    expect(records.map(({ quality, values }) => [quality, values.familyName])).toEqual([
      ['REFUSED', 'Shifted'],
      ['DOUBTFUL', 'Street'],
      ['DOUBTFUL', 'Dotted'],
      ['REFUSED', 'Name'],
      ['DOUBTFUL', 'Within'],
    ]);
    const here = { code: 'national-number-here', value: null };
    expect((await listFaults(administrator, { fileId }, 1)).faults).toEqual([
      { line: 2, column: 'number', ...here },
      { line: 3, column: 'street', ...here },
      { line: 4, column: 'street', ...here },
      { line: 5, column: 'givenName', ...here },
      { line: 6, column: 'street', ...here },
    ]);
  });

  it('is refused whole where a column is full of national numbers, also those that check as another [IMPORT-06]', async () => {
    // One in fifty checks as a NIHDI number too: row by row it would be kept as it stands.
    const both = '71052401020';
    const rows = Array.from({ length: 30 }, (_, at) => `${at % 10 === 0 ? both : national};A;B;dentiste;1000;`);
    const content = ['number;givenName;familyName;profession;postcode;street', ...rows, ''].join('\n');
    const fileId = await imported(await received('registrations', content));
    expect(await findFile(administrator, fileId)).toMatchObject({
      state: 'REFUSED',
      refusal: { code: 'national-numbers-in-column', params: { column: 'number' } },
    });
    expect(
      await one(
        `SELECT (SELECT count(*) FROM source_record WHERE file_id = $1)::int AS records,
                (SELECT count(*) FROM source_fault WHERE file_id = $1)::int AS faults,
                (SELECT count(*) FROM source_file_chunk WHERE file_id = $1)::int AS chunks`,
        [fileId],
      ),
    ).toEqual({ records: 0, faults: 0, chunks: 0 });
  });

  it.each([
    ['85.07.30-033.28.csv', '••.••.••-•••.••.csv'],
    ['C:\\files\\2020 NISS_85073003328 (2).xlsx', '•••• NISS_••••••••••• (•).xlsx'],
    ['+85073003328.csv', '+•••••••••••.csv'],
    ['inami-2020-05-18.csv', 'inami-2020-05-18.csv'],
  ])('named %s is shown as %s [IMPORT-06]', async (fileName, shown) => {
    const result = await receiveFile(operator, { register: 'inami-activity', fileName, stream: bytesOf(activity()) });
    const fileId = result.ok ? result.value.fileId : '';
    expect((await findFile(administrator, fileId))?.fileName).toBe(shown);
  });

  it('is taken once, and kindly refused the second time [IMPORT-07]', async () => {
    const content = activity();
    const fileId = await received('inami-activity', content);
    const again = () =>
      receiveFile(operator, { register: 'inami-activity', fileName: 'again.csv', stream: bytesOf(content) });
    const known = { ok: false, refusal: { code: 'content-known', params: { fileName: 'inami-activity.csv', fileId } } };
    expect(await again()).toEqual(known);
    await imported(fileId);
    expect(await again()).toEqual(known);
    expect(await one('SELECT count(*)::int AS n FROM source_file_chunk WHERE file_id = $1', [fileId])).toEqual({
      n: 0,
    });
    expect(await one(`SELECT count(*)::int AS n FROM source_file WHERE file_name = 'again.csv'`)).toEqual({ n: 0 });
    await withdrawFile(operator, { fileId, reason: 'sent by mistake' });
    expect(await again()).toMatchObject({ ok: true });
  });

  it('that two send at the same moment is taken once [IMPORT-07]', async () => {
    const content = activity();
    const send = () =>
      receiveFile(operator, { register: 'inami-activity', fileName: 'race.csv', stream: bytesOf(content) });
    const results = await Promise.all([send(), send(), send()]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await one(`SELECT count(*)::int AS n FROM source_file WHERE file_name = 'race.csv'`)).toEqual({ n: 1 });
  });

  it('that breaks off leaves nothing, and what a killed server left is purged [IMPORT-08]', async () => {
    const broken = async function* () {
      yield Buffer.from(activity());
      throw new Error('connection reset');
    };
    const send = (stream: AsyncIterable<Uint8Array>, size?: number) =>
      receiveFile(operator, { register: 'inami-activity', fileName: 'broken.csv', stream, ...(size ? { size } : {}) });
    expect(await send(broken())).toEqual({ ok: false, refusal: { code: 'upload-broken' } });
    expect(await send(bytesOf(activity()), 4_711)).toEqual({ ok: false, refusal: { code: 'upload-broken' } });
    const left = () => one(`SELECT count(*)::int AS n FROM source_file WHERE file_name = 'broken.csv'`);
    expect(await left()).toEqual({ n: 0 });
    await database.asApp(
      `WITH f AS (INSERT INTO source_file (register, file_name, state, received_at, created_at)
                  VALUES ('employment', 'broken.csv', 'RECEIVING', business_now(), now() - interval '61 minutes'),
                         ('employment', 'arriving.csv', 'RECEIVING', business_now(), now() - interval '59 minutes') RETURNING id)
       INSERT INTO source_file_chunk (file_id, position, content) SELECT id, 0, '\\x00' FROM f`,
    );
    expect(await purgeUploads()).toBe(1);
    expect(await left()).toEqual({ n: 0 });
    expect(await one(`DELETE FROM source_file_chunk WHERE content = '\\x00' RETURNING 1 AS n`)).toEqual({ n: 1 });
    await database.asOwner(`DELETE FROM source_file WHERE file_name = 'arriving.csv'`);
  });

  it('is as old as it is, wherever the clock of a demonstration is stepped to [IMPORT-08]', async () => {
    await database.asApp(
      `INSERT INTO source_file (register, file_name, state, received_at, created_at)
       VALUES ('employment', 'stepped.csv', 'RECEIVING', business_now(), now() - interval '59 minutes'),
              ('employment', 'stepped.csv', 'RECEIVING', business_now(), now() - interval '61 minutes')`,
    );
    const step = (days: number) =>
      database.asOwner(
        'UPDATE business_clock SET demonstration = true, offset_ms = offset_ms + $1::bigint * 86400000',
        [days],
      );
    const waiting = await received('inami-activity', activity('stepped'));
    await step(40);
    expect(await purgeUploads()).toBe(1);
    await database.asOwner(
      `UPDATE source_file SET created_at = now() - interval '61 minutes' WHERE file_name = 'stepped.csv'`,
    );
    await step(-80);
    expect(await purgeUploads()).toBe(1);
    expect(await one(`SELECT state::text AS state FROM source_file WHERE id = $1`, [waiting])).toEqual({
      state: 'RECOGNISED',
    });
    await step(40);
  });

  it.each([
    ['before its last chunk', (content: string) => content],
    ['after its last chunk', (content: string) => content.padEnd(chunkBytes)],
  ])('that is purged while it arrives, %s, is not said to be kept [IMPORT-08]', async (_, filled) => {
    const purged = async function* () {
      yield Buffer.from(filled(activity()));
      await database.asOwner(`DELETE FROM source_file_chunk c USING source_file f
                               WHERE f.id = c.file_id AND f.file_name = 'purged.csv'`);
      await database.asOwner(`DELETE FROM source_file WHERE file_name = 'purged.csv'`);
    };
    expect(
      await receiveFile(operator, { register: 'inami-activity', fileName: 'purged.csv', stream: purged() }),
    ).toEqual({ ok: false, refusal: { code: 'upload-broken' } });
    expect(
      await one(`SELECT count(*)::int AS n FROM audit_entry
                  WHERE action = 'register.receive' AND subject_id NOT IN (SELECT id::text FROM source_file)`),
    ).toEqual({ n: 0 });
  });

  it('that nobody confirms in thirty days is given up: its bytes go, why stays [IMPORT-21]', async () => {
    const [early, late] = [
      await received('inami-activity', activity('e')),
      await received('inami-activity', activity('l')),
    ];
    const receivedDaysAgo = (fileId: string, days: number) =>
      database.asOwner(`UPDATE source_file SET created_at = now() - make_interval(days => $2) WHERE id = $1`, [
        ...[fileId, days],
      ]);
    await receivedDaysAgo(early, 31);
    await receivedDaysAgo(late, 29);
    expect(await purgeUploads()).toBe(1);
    const stateOf = (fileId: string) =>
      one(
        `SELECT state::text AS state, refusal, (SELECT count(*)::int FROM source_file_chunk WHERE file_id = f.id) AS chunks
           FROM source_file f WHERE id = $1`,
        [fileId],
      );
    expect(await stateOf(early)).toEqual({
      ...{ state: 'REFUSED', chunks: 0 },
      refusal: { code: 'never-confirmed', params: { days: 30 } },
    });
    expect(await stateOf(late)).toMatchObject({ state: 'RECOGNISED', refusal: null });
    // The same content may come again.
    await received('inami-activity', activity('e'));
  });

  it('is withdrawn with a reason: its records, faults and bytes are gone, that it came is not [IMPORT-09]', async () => {
    const fileId = await imported(await received('inami-activity', activity('x')));
    expect(await withdrawFile(administrator, { fileId, reason: ' ' })).toMatchObject({
      refusal: { code: 'reason-missing' },
    });
    expect(await withdrawFile(administrator, { fileId, reason: 'the wrong month' })).toMatchObject({ ok: true });
    expect(
      await one(
        `SELECT (SELECT count(*) FROM source_record WHERE file_id = $1)::int AS records,
                (SELECT count(*) FROM source_fault WHERE file_id = $1)::int AS faults`,
        [fileId],
      ),
    ).toEqual({ records: 0, faults: 0 });
    expect(await findFile(administrator, fileId)).toMatchObject({
      state: 'WITHDRAWN',
      withdrawn: { byName: 'Sample Administrator', reason: 'the wrong month' },
    });
    expect(await withdrawFile(administrator, { fileId, reason: 'again' })).toMatchObject({
      refusal: { code: 'not-in-force' },
    });
    const waiting = await received('inami-activity', activity());
    expect(await withdrawFile(administrator, { fileId: waiting, reason: 'not needed' })).toMatchObject({ ok: true });
    expect(await one('SELECT count(*)::int AS n FROM source_file_chunk WHERE file_id = $1', [waiting])).toEqual({
      n: 0,
    });
  });

  it('is not withdrawn while it is being imported [IMPORT-09]', async () => {
    const fileId = await received('inami-activity', activity());
    await confirmImport(operator, fileId);
    expect(await withdrawFile(operator, { fileId, reason: 'x' })).toMatchObject({
      refusal: { code: 'being-imported' },
    });
    expect(await confirmImport(operator, fileId)).toMatchObject({ refusal: { code: 'not-waiting' } });
    await workOnRuns(runHandlers, new AbortController().signal);
  });

  it('that turns out unreadable in its import is refused, and nothing of it is left [IMPORT-10]', async () => {
    const fileId = await received(
      'inami-activity',
      Buffer.from(`${activity()}19000122003,2020-03,\u00e9,0.5\n`, 'latin1'),
    );
    expect((await findFile(administrator, fileId))?.format).toMatchObject({ encoding: 'windows-1252' });
    await database.asOwner(`UPDATE source_file SET format = jsonb_set(format, '{encoding}', '"utf-8"') WHERE id = $1`, [
      fileId,
    ]);
    await imported(fileId);
    expect(await findFile(administrator, fileId)).toMatchObject({ state: 'REFUSED', refusal: { code: 'not-utf-8' } });
    expect(
      await one(
        `SELECT (SELECT count(*) FROM source_record WHERE file_id = $1)::int AS records,
                (SELECT count(*) FROM source_file_chunk WHERE file_id = $1)::int AS chunks,
                (SELECT failure ->> 'code' FROM run r JOIN source_file f ON f.run_id = r.id WHERE f.id = $1) AS failure`,
        [fileId],
      ),
    ).toEqual({ records: 0, chunks: 0, failure: 'not-utf-8' });
  });

  it.each([
    [
      'is changed',
      `UPDATE source_file_chunk SET content = set_byte(content, 40, get_byte(content, 40) # 1) WHERE file_id = $1`,
    ],
    ['is missing', 'DELETE FROM source_file_chunk WHERE file_id = $1 AND position = 1'],
    ['is another’s', `UPDATE source_file_chunk SET position = position + 1 WHERE file_id = $1 AND position = 1`],
  ])('of which a chunk %s in the database is refused [IMPORT-10]', async (_, change) => {
    const rows = Array.from({ length: 20_000 }, () => '19000122003,2020-03,1,0.5');
    const fileId = await received('inami-activity', activity(...rows));
    expect(await database.asOwner(change, [fileId])).toEqual([]);
    await imported(fileId);
    expect(await findFile(administrator, fileId)).toMatchObject({ state: 'REFUSED', refusal: { code: 'damaged' } });
    expect(await one('SELECT count(*)::int AS n FROM source_record WHERE file_id = $1', [fileId])).toEqual({ n: 0 });
  });

  it('is kept by administrators and operators alone [IMPORT-11]', async () => {
    const staff: UserActor = { ...administrator, isAdministrator: false, provinces: ['BE-WLG'] };
    const fileId = await received('inami-activity', activity());
    for (const actor of [person, staff]) {
      const refusal = { ok: false, refusal: { code: 'not-allowed' } };
      const stream = bytesOf(activity());
      expect(await receiveFile(actor, { register: 'inami-activity', fileName: 'x', stream })).toEqual(refusal);
      expect(await correctRecognition(actor, { fileId })).toEqual(refusal);
      expect(await confirmImport(actor, fileId)).toEqual(refusal);
      expect(await withdrawFile(actor, { fileId, reason: 'x' })).toEqual(refusal);
      await expect(listFiles(actor, {}, 1)).rejects.toThrow('register files');
      await expect(findFile(actor, fileId)).rejects.toThrow('register files');
      await expect(listFaults(actor, { fileId }, 1)).rejects.toThrow('register files');
      await expect(previewFile(actor, fileId, 3)).rejects.toThrow('register files');
      await expect(faultReport(actor, fileId, 'nl')).rejects.toThrow('register files');
    }
    expect(await receiveFile(systemActor('x'), { register: 'none', fileName: 'x', stream: bytesOf('x') })).toEqual({
      ok: false,
      refusal: { code: 'unknown-register' },
    });
  });

  it('leaves a trace of what was done with it, without a number or a name [IMPORT-12]', async () => {
    const fileId = await imported(await received('inami-activity', activity()));
    await withdrawFile(administrator, { fileId, reason: 'the wrong month' });
    expect(
      await database.asOwner('SELECT action, details FROM audit_entry WHERE subject_id = $1 ORDER BY id', [fileId]),
    ).toEqual([
      { action: 'register.receive', details: { register: 'inami-activity', job: 'test' } },
      { action: 'register.import', details: { register: 'inami-activity', entries: 1, job: expect.any(String) } },
      { action: 'register.withdraw', details: { register: 'inami-activity', reason: 'the wrong month' } },
    ]);
  });
});

describe('what was recognised', () => {
  it('can be corrected before it is confirmed: which header is which column [IMPORT-13]', async () => {
    const content = `numéro;mois;nombre;autre;part ambulatoire\n19000122003;2020-03;1;17;0,5\n19000122003;04/2020;2;18;50 %\n`;
    const fileId = await received('inami-activity', content);
    const correct = (columns: readonly (string | null)[]) => correctRecognition(administrator, { fileId, columns });
    expect(await correct(['number', 'month', null, 'services', 'ambulatoryShare'])).toMatchObject({
      ok: true,
      value: { headers: ['numéro', 'mois', 'nombre', 'autre', 'part ambulatoire'] },
    });
    expect(await correct(['number', 'month', null, null, 'ambulatoryShare'])).toEqual({
      ok: false,
      refusal: { code: 'column-missing', params: { columns: 'services' } },
    });
    expect(await correct(['number', 'month', 'services', 'services', 'ambulatoryShare'])).toEqual({
      ok: false,
      refusal: { code: 'column-twice', params: { column: 'services' } },
    });
    expect(await correct(['number', 'month', 'x', 'services', 'ambulatoryShare'])).toMatchObject({
      refusal: { code: 'not-a-column' },
    });
    expect(await correct(['number', 'month', 'services', 'ambulatoryShare'])).toEqual({
      ok: false,
      refusal: { code: 'columns-changed' },
    });
    const named = (...columns: readonly [string, string | null][]) =>
      correctRecognition(administrator, { fileId, named: new Map(columns) });
    expect(await named(['kleur', null])).toEqual({
      ok: false,
      refusal: { code: 'unknown-header', params: { header: 'kleur' } },
    });
    expect(await named(['nombre', null], ['autre', 'services'])).toMatchObject({
      value: { columns: ['number', 'month', null, 'services', 'ambulatoryShare'] },
    });
    expect(await previewFile(administrator, fileId, 1)).toEqual([['19000122003', '2020-03', '1', '17', '0,5']]);
    await imported(fileId);
    expect((await recordsOf(database, fileId)).map(({ values }) => values)).toEqual([
      { number: '19000122003', month: '2020-03', services: '17', ambulatoryShare: '0.5' },
      { number: '19000122003', month: '2020-04', services: '18', ambulatoryShare: '0.5' },
    ]);
    expect(await correct(['number', 'month', null, 'services', 'ambulatoryShare'])).toMatchObject({
      refusal: { code: 'not-waiting' },
    });
  });

  it('may have a header of any length, cut where a character ends [IMPORT-13]', async () => {
    const header = `number,month,services,ambulatoryShare,${'x'.repeat(199)}\u{1f600}y`;
    const fileId = await received('inami-activity', `${header}\n19000122003,2020-03,1,0.5,z\n`);
    const file = await findFile(administrator, fileId);
    expect(file?.format?.headers.at(-1)).toBe(`${'x'.repeat(199)}\ufffd`);
  });

  it('can be corrected in its delimiter and encoding, to what can be read [IMPORT-13]', async () => {
    const fileId = await received('registrations', `${registrations}\r\nVoorbeeld`);
    const correct = (input: { delimiter?: ','; encoding?: 'windows-1252' }) =>
      correctRecognition(administrator, { fileId, ...input });
    expect(await correct({ delimiter: ',' })).toMatchObject({ refusal: { code: 'column-missing' } });
    expect(await correct({ encoding: 'windows-1252' })).toMatchObject({
      ok: true,
      value: { encoding: 'windows-1252' },
    });
    const unread = await received('inami-activity', `${activity()}x;"y,z\n${'x,y\n'.repeat(30)}`);
    expect(await correctRecognition(administrator, { fileId: unread, delimiter: ';' })).toMatchObject({
      refusal: { code: 'quote-open', params: { line: 4 } },
    });
    const latin = await received('inami-activity', Buffer.from(`${activity()}\u00e9`, 'latin1'));
    expect(await correctRecognition(administrator, { fileId: latin, encoding: 'utf-8' })).toMatchObject({
      refusal: { code: 'not-utf-8' },
    });
  });

  it('shows its first rows, but no national number in whatever column [IMPORT-13]', async () => {
    const content = `INSZ;Werkgever;VTE;Opmerking\n${national};zelfstandige;0,5;ook ${national}\n`;
    const fileId = await received('employment', content);
    expect(await previewFile(administrator, fileId, 5)).toEqual([[null, 'zelfstandige', '0,5', null]]);
  });

  it('shows nothing of the form of one in a column that is not read [IMPORT-13]', async () => {
    const ignored = ['85073003329', '10100105', '85.07.30 / 033-2', '1010010', '185073003328', 'rood', '2020'];
    const rows = ignored.map((cell) => `19000122003;${cell};A;B;tandarts;1000`);
    const header = 'RIZIV-nummer;INSZ zorgverlener;Voornaam;Achternaam;Beroep;Postcode';
    const fileId = await received('registrations', [header, ...rows, ''].join('\n'));
    const shown = await previewFile(administrator, fileId, ignored.length);
    expect(shown.map(([, cell]) => cell)).toEqual([null, null, null, '1010010', '185073003328', 'rood', '2020']);
    expect(shown[0]).toEqual(['19000122003', null, 'A', 'B', 'tandarts', '1000']);
  });
});

describe('the report on a file', () => {
  it('is a CSV of line, column as its header says it, code and sentence, without a value [IMPORT-14]', async () => {
    const rows = ['19000122003,2020-13,1,0.5', '19000122003,2020-03,x,7'];
    const fileId = await imported(await received('inami-activity', activity(...rows)));
    const report = await faultReport(administrator, fileId, 'fr');
    let text = '';
    for await (const part of report?.text ?? []) text += part;
    expect(text).toBe(
      [
        '\ufeffLigne;Colonne;Code;Faute',
        '2;month;month-form;Un mois s’écrit comme 2020-03, 03/2020 ou 202003.',
        '3;services;count-form;Un nombre entier, à partir de zéro, est attendu.',
        '3;ambulatoryShare;share-range;Une part est un nombre de 0 à 1, ou un pourcentage de 0 à 100\u00a0%.',
        '',
      ].join('\n'),
    );
  });

  it('goes on over thousands of faults, in the order of lines [IMPORT-14]', async () => {
    const rows = Array.from({ length: 12_000 }, () => '19000122003,x,1,0.5');
    const fileId = await imported(await received('inami-activity', activity(...rows)));
    const report = await faultReport(administrator, fileId, 'en');
    const lines: number[] = [];
    for await (const part of report?.text ?? []) {
      for (const line of part.split('\n')) if (/^\d/.test(line)) lines.push(Number.parseInt(line, 10));
    }
    expect(lines).toEqual(rows.map((_, index) => index + 2));
    expect(await listFaults(administrator, { fileId, code: 'month-form' }, 240)).toMatchObject({
      total: 12_000,
      pageCount: 240,
      faults: { length: 50 },
    });
    expect(
      (await listFiles(administrator, { register: 'inami-activity', state: 'IMPORTED' }, 1)).files[0],
    ).toMatchObject({
      refusedRows: 12_000,
      faults: [{ code: 'month-form', count: 12_000 }],
    });
  });
});

describe('the database', () => {
  const insertFile = (columns: string, values: string) =>
    `INSERT INTO source_file (register, file_name, received_at${columns}) VALUES ('employment', 'x', now()${values})`;
  const fileOf = async () => (await one(`${insertFile(', state', `, 'RECEIVING'`)} RETURNING id`))?.id as string;
  const record = `INSERT INTO source_record (file_id, line, quality, cells) VALUES ($1, 2, 'GOOD', '')`;

  it.each([
    ['source_file_content_hash_length', insertFile(', state, content_hash', `, 'RECEIVING', '\\x00'`)],
    ['source_file_recognised_first', insertFile(', state', `, 'RECOGNISED'`)],
    ['source_file_refusal_is_said', insertFile(', state', `, 'REFUSED'`)],
    ['source_file_imported_whole', insertFile(', state, content_hash, format', `, 'IMPORTED', sha256('a'), '{}'`)],
    [
      'source_file_withdrawn_with_reason',
      insertFile(', state, withdrawn_at, withdrawn_reason', `, 'WITHDRAWN', now(), ' '`),
    ],
    [
      'source_file_cells_without_national_number',
      insertFile(', state, cell_columns', `, 'RECEIVING', '{a,nationalNumber}'`),
    ],
    ['source_file_rows_not_negative', insertFile(', state, good_rows', `, 'RECEIVING', -1`)],
  ])('keeps %s [IMPORT-15]', async (constraint, sql) => {
    await expect(database.asApp(sql)).rejects.toThrow(constraint);
  });

  it('keeps source_record_national_number_hashed [IMPORT-15]', async () => {
    const sql = `INSERT INTO source_record (file_id, line, quality, national_number_hash, cells) VALUES ($1, 2, 'GOOD', '\\x00', '')`;
    await expect(database.asApp(sql, [await fileOf()])).rejects.toThrow('source_record_national_number_hashed');
  });

  it('keeps source_fault_without_national_number [IMPORT-15]', async () => {
    const sql = `INSERT INTO source_fault (file_id, line, "column", code, value) VALUES ($1, 2, 'nationalNumber', 'x', 'y')`;
    await expect(database.asApp(sql, [await fileOf()])).rejects.toThrow('source_fault_without_national_number');
  });

  it('keeps source_file_content_once [IMPORT-15]', async () => {
    const sql = insertFile(', state, content_hash, format', `, 'RECOGNISED', sha256('once'), '{}'`);
    await database.asApp(sql);
    await expect(database.asApp(sql)).rejects.toThrow('source_file_content_once');
    await database.asApp(`DELETE FROM source_file WHERE content_hash = sha256('once')`);
  });

  it('keeps rows to their file: source_record_of_a_file, source_fault_of_a_file, source_file_keeps_its_rows [IMPORT-15]', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const fault = `INSERT INTO source_fault (file_id, line, code) VALUES ($1, 2, 'column-count')`;
    await expect(database.asApp(record, [nobody])).rejects.toThrow('source_record_of_a_file');
    await expect(database.asApp(fault, [nobody])).rejects.toThrow('source_fault_of_a_file');
    // Whether the file that is not there sorts first or last among those that are.
    const two = `INSERT INTO source_record (file_id, line, quality, cells) VALUES ($1, 2, 'GOOD', ''), ($2, 2, 'GOOD', '')`;
    for (const missing of [nobody, 'ffffffff-ffff-4fff-8fff-ffffffffffff']) {
      await expect(database.asApp(two, [await fileOf(), missing])).rejects.toThrow('source_record_of_a_file');
    }
    for (const sql of [record, fault]) {
      const fileId = await fileOf();
      await database.asApp(sql, [fileId]);
      await expect(database.asApp('DELETE FROM source_file WHERE id = $1', [fileId])).rejects.toThrow(
        'source_file_keeps_its_rows',
      );
      await database.asApp('DELETE FROM source_record WHERE file_id = $1', [fileId]);
      await database.asApp('DELETE FROM source_fault WHERE file_id = $1', [fileId]);
      await database.asApp('DELETE FROM source_file WHERE id = $1', [fileId]);
    }
  });

  it('keeps a file from going while somebody adds its records, and no other file from being changed [IMPORT-15]', async () => {
    const [fileId, other] = [await fileOf(), await fileOf()];
    await database.asApp(record, [other]);
    await withClient(database.appUrl, async (adding) => {
      await adding.query('BEGIN');
      await adding.query(record, [fileId]);
      await withClient(database.appUrl, async (meanwhile) => {
        await meanwhile.query(`SET lock_timeout = '200ms'`);
        await expect(meanwhile.query('DELETE FROM source_file WHERE id = $1', [fileId])).rejects.toThrow(
          'lock timeout',
        );
        await meanwhile.query('SELECT FROM source_file WHERE id = $1 FOR NO KEY UPDATE', [other]);
        await meanwhile.query(`UPDATE source_file SET file_name = 'renamed' WHERE id = $1`, [other]);
      });
      await adding.query('COMMIT');
    });
    await expect(database.asApp('DELETE FROM source_file WHERE id = $1', [fileId])).rejects.toThrow(
      'source_file_keeps_its_rows',
    );
  });

  it('adds records while another file goes with its own [IMPORT-15]', async () => {
    const [fileId, going] = [await fileOf(), await fileOf()];
    await database.asApp(record, [going]);
    await withClient(database.appUrl, async (removing) => {
      await removing.query('BEGIN');
      await removing.query('DELETE FROM source_record WHERE file_id = $1', [going]);
      await removing.query('DELETE FROM source_file WHERE id = $1', [going]);
      const added = database.asApp(record, [fileId]);
      // Of this database alone: the tests of others wait for locks of theirs beside it.
      const waiting = `SELECT count(*)::int AS n FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE NOT granted AND datname = current_database()`;
      await vi.waitFor(async () => expect(await one(waiting)).toEqual({ n: 1 }), { timeout: 20_000 });
      await removing.query('COMMIT');
      await added;
    });
    expect(await one('SELECT count(*)::int AS n FROM source_record WHERE file_id = $1', [fileId])).toEqual({ n: 1 });
  });

  it('gives the application no way to change a record, only to add and remove [IMPORT-15]', async () => {
    await expect(database.asApp(`UPDATE source_record SET quality = 'GOOD'`)).rejects.toThrow('permission denied');
    await expect(database.asApp(`UPDATE source_fault SET code = 'x'`)).rejects.toThrow('permission denied');
  });
});
