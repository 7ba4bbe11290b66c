import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { followDomiciles } from '#lib/entitlements/follow-domicile.ts';
import type { RegisterCode } from '#lib/registers/descriptions/index.ts';
import { type LinkResult, linkRegisters } from '#lib/registers/link/link-registers.ts';
import { keyedHash } from '#lib/shared/secrets.ts';
import type { TestDatabase } from './database.ts';

/** A line as an import stages it: canonical values, and whose national number it bears. */
export type StagedLine = {
  /** Anything that stands for a national number; the same is the same person. */
  readonly nationalNumber?: string;
  readonly quality?: 'GOOD' | 'DOUBTFUL' | 'REFUSED';
  readonly values: Readonly<Record<string, string | number>>;
};

let arrivals = 0;

/** Stages a file as if it had been imported, after all others; gives its id. Its first line is line 2. */
export async function stageFile(
  database: TestDatabase,
  register: RegisterCode,
  lines: readonly StagedLine[],
): Promise<string> {
  arrivals += 1;
  const importedAt = new Date(Date.UTC(2020, 4, 1) + arrivals * 60_000);
  const columns = [...new Set(lines.flatMap(({ values }) => Object.keys(values)))];
  const [file] = await database.asOwner<{ id: string }>(
    `INSERT INTO source_file (register, file_name, state, content_hash, format, received_at, imported_at, cell_columns)
     VALUES ($1, $2, 'IMPORTED', $3, '{}', $4, $4, $5) RETURNING id`,
    [register, `${register}-${arrivals}.csv`, randomBytes(32), importedAt, columns],
  );
  const id = file?.id ?? '';
  const rows = lines.map(({ nationalNumber, quality, values }, index) => ({
    line: index + 2,
    quality: quality ?? 'GOOD',
    hash: nationalNumber === undefined ? null : Buffer.from(keyedHash(nationalNumber)).toString('hex'),
    cells: columns.map((code) => values[code] ?? '').join('\t'),
  }));
  await database.asOwner(
    `INSERT INTO source_record (file_id, line, quality, national_number_hash, cells)
     SELECT $1, line, quality::"RecordQuality", decode(hash, 'hex'), cells
       FROM jsonb_to_recordset($2::jsonb) AS r (line int, quality text, hash text, cells text)`,
    [id, JSON.stringify(rows)],
  );
  return id;
}

/** Empties what registers and linking fill, with all that hangs on it: what is never removed otherwise. */
export async function emptyRegisters(database: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      DO $$
      DECLARE emptied regclass;
      BEGIN
        FOR emptied IN
          WITH RECURSIVE tables AS (
            SELECT unnest('{source_record, source_fault, source_file, contradiction, fact_correction, provider,
                            organisation, published_list, run}'::regclass[]) AS one
            UNION SELECT c.conrelid::regclass FROM pg_constraint c JOIN tables t ON c.confrelid = t.one WHERE c.contype = 'f'
          ) SELECT one FROM tables
        LOOP
          EXECUTE format('DELETE FROM %s', emptied);
        END LOOP;
      END $$;
      COMMIT`);
  } finally {
    await client.end();
  }
}

/** Takes a file out of force, with its records. */
export async function dropFile(database: TestDatabase, fileId: string): Promise<void> {
  await database.asOwner('DELETE FROM source_record WHERE file_id = $1', [fileId]);
  await database.asOwner(
    `UPDATE source_file SET state = 'WITHDRAWN', withdrawn_at = now(), withdrawn_reason = 'a test' WHERE id = $1`,
    [fileId],
  );
}

/** Links in a transaction of its own, as the application does. */
export async function link(database: TestDatabase): Promise<LinkResult> {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const result = await linkRegisters(client, { followDomiciles: (changes) => followDomiciles(client, changes) });
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
}

/** Every row that linking writes, with the transaction that wrote it last. */
export async function linkedRows(database: TestDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = ['provider', 'provider_identifier', 'practice', 'practice_activity', 'membership', 'contradiction'];
  const found = await Promise.all(
    tables.map(async (table) => {
      const rows = await database.asOwner<{ row: string }>(
        `SELECT xmin::text || ' ' || t::text AS row FROM ${table} t ORDER BY t::text`,
      );
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(found);
}

export type LinkedPerson = {
  readonly id: string;
  readonly family_name: string;
  readonly postcode: string;
  readonly province_code: string;
  readonly language: string;
  readonly email: string | null;
  readonly hashed: boolean;
  readonly registers: readonly string[];
  readonly numbers: readonly string[];
  /** `midwife:true 0.8 inami-activity`. */
  readonly practices: readonly string[];
  readonly groupings: readonly string[];
};

/** All providers with what linking made of them, by family name. */
export function linkedPeople(database: TestDatabase): Promise<LinkedPerson[]> {
  return database.asOwner<LinkedPerson>(`
    SELECT p.id, p.family_name, p.postcode, p.province_code, p.language::text AS language, p.email,
           p.national_number_hash IS NOT NULL AS hashed, p.registers,
           ARRAY(SELECT scheme || ':' || value FROM provider_identifier WHERE provider_id = p.id ORDER BY 1) AS numbers,
           ARRAY(SELECT r.profession_code || ':' || coalesce(r.registered::text, 'unknown')
                        || coalesce(' ' || (a.ambulatory_share::real)::text || ' ' || a.source, '')
                   FROM practice r LEFT JOIN practice_activity a ON a.practice_id = r.id
                  WHERE r.provider_id = p.id ORDER BY 1) AS practices,
           ARRAY(SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
                  WHERE m.provider_id = p.id ORDER BY 1) AS groupings
      FROM provider p ORDER BY p.family_name, p.id`);
}

/** A registration's values: a general practitioner of 4000 unless told otherwise. */
export function registration(
  number: string | null,
  familyName: string,
  known: StagedLine['values'] = {},
): StagedLine['values'] {
  return {
    ...(number === null ? {} : { number }),
    givenName: 'Sample',
    familyName,
    profession: 'general-practitioner',
    street: 'Example Street 1',
    postcode: '4000',
    municipality: 'Exampletown',
    ...known,
  };
}
