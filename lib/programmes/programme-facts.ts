import { getPool } from '#lib/db/client.ts';
import { type ItemQuantity, isItemCode } from '#lib/rules/items.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { loadRuleSet } from './rule-sets.ts';

/** What everyone may know of a programme. Days are `YYYY-MM-DD`, last days are included. */
export type ProgrammeFacts = {
  readonly code: string;
  readonly status: 'announced' | 'open' | 'closed';
  /** The version that new decisions are made by. */
  readonly ruleSet: RuleSet;
  /** When one can report that one is missing; null where the programme takes no claims. */
  readonly claims: { readonly fromOn: string; readonly lastOn: string | null; readonly timeZone: string } | null;
  readonly deliveryFromOn: string | null;
  readonly deliveryLastOn: string | null;
  /** Every composition there has been, by the kit's id. */
  readonly kits: ReadonlyMap<string, readonly ItemQuantity[]>;
  /** The composition in force, of which entitlements are given now; nothing where there is none. */
  readonly kit: readonly ItemQuantity[];
};

/** All programmes in their order; at most five seconds old. */
export const loadProgrammeFacts = keptFor(5_000, async (): Promise<readonly ProgrammeFacts[]> => {
  const { rows } = await getPool().query<ProgrammeRow>(`
    SELECT p.code, lower(p.status::text) AS status, p.rule_set_code, p.rule_set_version,
           p.claims_from_on::text, p.claims_last_on::text, p.time_zone, p.delivery_from_on::text, p.delivery_last_on::text,
           coalesce((SELECT json_agg(json_build_object('kit', k.id, 'item', l.item_code, 'quantity', l.quantity) ORDER BY k.version, i.position)
                       FROM kit k JOIN kit_line l ON l.kit_id = k.id JOIN item i ON i.code = l.item_code
                      WHERE k.programme_code = p.code), '[]') AS lines
      FROM programme p
     ORDER BY p.position`);
  return Promise.all(rows.map(toFacts));
});

type ProgrammeRow = {
  code: string;
  status: ProgrammeFacts['status'];
  rule_set_code: string;
  rule_set_version: number;
  claims_from_on: string | null;
  claims_last_on: string | null;
  time_zone: string;
  delivery_from_on: string | null;
  delivery_last_on: string | null;
  lines: { kit: string; item: string; quantity: number }[];
};

async function toFacts(row: ProgrammeRow): Promise<ProgrammeFacts> {
  const kits = new Map<string, ItemQuantity[]>();
  for (const { kit, item, quantity } of row.lines) {
    if (!isItemCode(item)) throw new Error(`A kit of ${row.code} has an item that the rules do not know: ${item}`);
    kits.set(kit, [...(kits.get(kit) ?? []), { item, quantity }]);
  }
  return {
    code: row.code,
    status: row.status,
    ruleSet: await loadRuleSet(row.rule_set_code, row.rule_set_version),
    claims:
      row.claims_from_on === null
        ? null
        : { fromOn: row.claims_from_on, lastOn: row.claims_last_on, timeZone: row.time_zone },
    deliveryFromOn: row.delivery_from_on,
    deliveryLastOn: row.delivery_last_on,
    kits,
    // The lines come by version.
    kit: [...kits.values()].at(-1) ?? [],
  };
}
