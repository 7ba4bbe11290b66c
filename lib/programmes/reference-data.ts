import pg from 'pg';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { loadProvinceNames } from '#lib/geography/province-names.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { type ItemCode, itemCodes, variantsOf } from '#lib/rules/items.ts';
import { valueOn } from '#lib/rules/parameters.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { getRuleSet, programmeCodes, type RuleSet, ruleSets } from '#lib/rules/rule-sets.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { storedChannel } from './channel.ts';

/*
 * What every database needs before the first provider: the provinces, professions and equipment that the rules name,
 * the rule sets themselves, the programmes made from them, and the depots. A deployment adds what is missing. What
 * administrators may change (a programme's days and status, a kit, a depot's name) is laid once and then left to them.
 */

/** Planned days of delivery, last day included; the letter says "in the course of July" for the reserve. */
const deliveryDays: Readonly<Record<string, { readonly from: string; readonly last: string }>> = {
  'strategic-reserve-2020': { from: '2020-07-01', last: '2020-07-31' },
  'emergency-masks-2020': { from: '2020-05-25', last: '2020-06-30' },
};

/** Connects as the owner and lays what is missing, all of it or nothing. Doing it again changes nothing. */
export async function deployReferenceData(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await ensureReferenceData(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/**
 * Lays what is missing over the owner's connection, in the caller's transaction. Two at once wait for each other.
 * @throws when a rule set is stored with another definition than the code has: decisions rest on it, so a changed rule
 * set needs a new version.
 */
export async function ensureReferenceData(client: pg.ClientBase): Promise<void> {
  await client.query('LOCK TABLE province IN SHARE ROW EXCLUSIVE MODE');
  await ensureProvinces(client);
  await ensureProfessions(client);
  await ensureItems(client);
  await ensureRuleSets(client);
  for (const [index, code] of programmeCodes.entries()) await ensureProgramme(client, getRuleSet(code), index + 1);
  await ensureDepots(client);
}

async function ensureProvinces(client: pg.ClientBase): Promise<void> {
  await client.query(`INSERT INTO province (code, country) SELECT unnest($1::text[]), 'BE' ON CONFLICT DO NOTHING`, [
    [...provinceCodes],
  ]);
}

async function ensureProfessions(client: pg.ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO profession (code, country, position)
     SELECT code, 'BE', position FROM unnest($1::text[]) WITH ORDINALITY AS p (code, position)
     ON CONFLICT (code) DO UPDATE SET position = excluded.position`,
    [[...professionCodes]],
  );
}

async function ensureItems(client: pg.ClientBase): Promise<void> {
  const variants = itemCodes.flatMap(variantsToLay);
  await client.query(
    `INSERT INTO item (code, position)
     SELECT code, position FROM unnest($1::text[]) WITH ORDINALITY AS i (code, position) ON CONFLICT DO NOTHING`,
    [[...itemCodes]],
  );
  await client.query(
    `INSERT INTO item_variant (code, item_code, size, position)
     SELECT code, item_code, size, row_number() OVER (PARTITION BY item_code ORDER BY position)
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS v (code, item_code, size, position)
     ON CONFLICT DO NOTHING`,
    [variants.map(({ code }) => code), variants.map(({ item }) => item), variants.map(({ size }) => size)],
  );
  await client.query('INSERT INTO lot (variant_code) SELECT code FROM item_variant ON CONFLICT DO NOTHING');
}

type Variant = { readonly code: string; readonly item: string; readonly size: string | null };

/** An item without sizes is its own variant. */
function variantsToLay(item: ItemCode): Variant[] {
  const sized = variantsOf(item).map((code) => ({ code, item, size: code.replace(/^.*-/, '').toUpperCase() }));
  return sized.length > 0 ? sized : [{ code: item, item, size: null }];
}

async function ensureRuleSets(client: pg.ClientBase): Promise<void> {
  for (const ruleSet of ruleSets) {
    const definition = JSON.stringify(ruleSet);
    await client.query('INSERT INTO rule_set (code, version, definition) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      ruleSet.code,
      ruleSet.version,
      definition,
    ]);
    const { rowCount } = await client.query(
      'SELECT FROM rule_set WHERE code = $1 AND version = $2 AND definition = $3::jsonb',
      [ruleSet.code, ruleSet.version, definition],
    );
    if (rowCount !== 1) {
      throw new Error(
        `Rule set ${ruleSet.code} version ${ruleSet.version} is stored with another definition: give the changed one a new version.`,
      );
    }
  }
}

async function ensureProgramme(client: pg.ClientBase, ruleSet: RuleSet, position: number): Promise<void> {
  const { code, version, status, grant, claims, validFrom, channels } = ruleSet;
  const delivery = deliveryDays[code];
  await client.query(
    `INSERT INTO programme (code, status, allocation, position, rule_set_code, rule_set_version,
                            claims_from_on, claims_last_on, time_zone, delivery_from_on, delivery_last_on)
     VALUES ($1, $2, $3, $4, $1, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING`,
    [
      code,
      status === 'in-force' ? 'OPEN' : 'ANNOUNCED',
      grant.kind === 'weekly-quota' ? 'WEEKLY_QUOTA' : 'KIT',
      position,
      version,
      claims === null ? null : validFrom,
      claims === null ? null : valueOn(claims.lastDay, validFrom).value,
      claims?.zone ?? businessTimeZone,
      delivery?.from ?? null,
      delivery?.last ?? null,
    ],
  );
  await client.query(
    `INSERT INTO programme_channel (programme_code, channel) SELECT $1, unnest($2::"Channel"[]) ON CONFLICT DO NOTHING`,
    [code, [...new Set(channels.map(({ channel }) => storedChannel(channel)))]],
  );
  if (grant.kind !== 'kit') return;
  await client.query(
    `WITH laid AS (
       INSERT INTO kit (programme_code, version) SELECT $1, 1
        WHERE NOT EXISTS (SELECT FROM kit WHERE programme_code = $1)
       RETURNING id
     )
     INSERT INTO kit_line (kit_id, item_code, quantity)
     SELECT laid.id, line.item_code, line.quantity
       FROM laid CROSS JOIN unnest($2::text[], $3::int[]) AS line (item_code, quantity)`,
    [code, grant.lines.map(({ item }) => item), grant.lines.map(({ quantity }) => valueOn(quantity, validFrom).value)],
  );
}

async function ensureDepots(client: pg.ClientBase): Promise<void> {
  const names = await loadProvinceNames();
  const provincial = provinceCodes.map((code) => ({ code, name: provincialDepotName(code, names.get(code)) }));
  await client.query(
    `INSERT INTO depot (kind, name)
     VALUES ('SUPPLIER', 'Fournisseurs / Leveranciers'),
            ('CENTRAL', 'Dépôt central / Centraal depot'),
            ('RECIPIENT', 'Destinataires / Ontvangers'),
            ('ADJUSTMENT', 'Corrections / Correcties')
     ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO depot (kind, name, province_code) SELECT 'PROVINCIAL', * FROM unnest($1::text[], $2::text[])
     ON CONFLICT DO NOTHING`,
    [provincial.map(({ name }) => name), provincial.map(({ code }) => code)],
  );
}

const depotWords = { fr: 'Dépôt provincial', nl: 'Provinciaal depot', de: 'Provinzdepot' } as const;

/** In the languages of the place, as a sign on the door would have it. */
function provincialDepotName(code: ProvinceCode, names: { fr: string; nl: string; de: string } | undefined): string {
  if (!names) throw new Error(`No name for province ${code}`);
  const words = code === 'BE-BRU' ? { fr: 'Dépôt régional', nl: 'Gewestelijk depot', de: '' } : depotWords;
  const languages = code === 'BE-WLG' ? (['fr'] as const) : provinceLanguages[code];
  return languages.map((language) => `${words[language]} – ${names[language]}`).join(' / ');
}
