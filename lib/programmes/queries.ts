import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import type { ChannelCode } from '#lib/rules/channels.ts';
import { type ItemQuantity, isItemCode } from '#lib/rules/items.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { channelCode, type StoredChannel } from './channel.ts';
import type { ProgrammeTerms } from './terms.ts';

export type KitVersion = {
  readonly version: number;
  readonly lines: readonly ItemQuantity[];
};

/** A programme as its administrators see it. */
export type ProgrammeView = ProgrammeTerms & {
  readonly code: string;
  /** One parcel once, or a quantity each week. */
  readonly allocation: 'kit' | 'weekly-quota';
  readonly timeZone: string;
  readonly ruleSet: { readonly code: string; readonly version: number };
  readonly channels: readonly ChannelCode[];
  /** Newest first; entitlements keep the one they were given. */
  readonly kits: readonly KitVersion[];
};

/** All programmes in their order, as they stand this instant. Administrators only. */
export async function getProgrammes(actor: Actor): Promise<readonly ProgrammeView[]> {
  mustBeAdministrator(actor, 'programmes');
  const { rows } = await getPool().query<ProgrammeRow>({
    name: 'programmes',
    text: `
      SELECT p.code, lower(p.status::text) AS status, p.allocation, p.time_zone, p.rule_set_code, p.rule_set_version,
             p.claims_from_on::text, p.claims_last_on::text, p.delivery_from_on::text, p.delivery_last_on::text,
             ARRAY(SELECT channel::text FROM programme_channel WHERE programme_code = p.code ORDER BY channel) AS channels,
             coalesce((SELECT json_agg(json_build_object('version', k.version, 'lines',
                         coalesce((SELECT json_agg(json_build_object('item', l.item_code, 'quantity', l.quantity) ORDER BY i.position)
                                     FROM kit_line l JOIN item i ON i.code = l.item_code WHERE l.kit_id = k.id), '[]'))
                         ORDER BY k.version DESC)
                         FROM kit k WHERE k.programme_code = p.code), '[]') AS kits
        FROM programme p
       ORDER BY p.position`,
  });
  return rows.map(toView);
}

/** One programme. Administrators only; a code that no programme has is refused alike. */
export async function getProgramme(actor: Actor, code: string): Promise<ProgrammeView> {
  const programme = (await getProgrammes(actor)).find((known) => known.code === code);
  if (!programme) throw new NotAllowed('programme');
  return programme;
}

type ProgrammeRow = {
  code: string;
  status: ProgrammeTerms['status'];
  allocation: 'KIT' | 'WEEKLY_QUOTA';
  time_zone: string;
  rule_set_code: string;
  rule_set_version: number;
  claims_from_on: string | null;
  claims_last_on: string | null;
  delivery_from_on: string | null;
  delivery_last_on: string | null;
  channels: StoredChannel[];
  kits: { version: number; lines: { item: string; quantity: number }[] }[];
};

function toView(row: ProgrammeRow): ProgrammeView {
  return {
    code: row.code,
    status: row.status,
    allocation: row.allocation === 'KIT' ? 'kit' : 'weekly-quota',
    timeZone: row.time_zone,
    ruleSet: { code: row.rule_set_code, version: row.rule_set_version },
    claimsFromOn: row.claims_from_on,
    claimsLastOn: row.claims_last_on,
    deliveryFromOn: row.delivery_from_on,
    deliveryLastOn: row.delivery_last_on,
    channels: row.channels.map(channelCode),
    kits: row.kits.map(({ version, lines }) => ({
      version,
      lines: lines.flatMap(({ item, quantity }) => (isItemCode(item) ? [{ item, quantity }] : [])),
    })),
  };
}
