import { z } from 'zod';
import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { channelCode, type StoredChannel } from '#lib/programmes/channel.ts';
import type { ChannelCode } from '#lib/rules/channels.ts';
import type { Outcome, Reason } from '#lib/rules/reasons.ts';
import { reasonSchema } from '#lib/rules/reasons.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

export type EntitlementStatus = 'GIVEN' | 'BOOKED' | 'SERVED' | 'DECLINED' | 'WITHDRAWN';

/** Why a person is entitled or not: the rules' outcome as it was kept, with all its reasons. */
export type OwnDecision = {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** Names of the facts that were wanting. */
  readonly missing: readonly string[];
  readonly ruleSet: { readonly code: string; readonly version: number };
  readonly asOf: string;
};

export type OwnEntitlement = {
  readonly id: string;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly provinceCode: string;
  readonly channel: ChannelCode;
  readonly status: EntitlementStatus;
  readonly list: { readonly number: number; readonly publishedAt: Date | null; readonly amendment: boolean };
  readonly kit: readonly { readonly itemCode: string; readonly quantity: number }[];
  /** Who receives for the person; null for a province pickup. */
  readonly organisation: { readonly name: string; readonly email: string | null; readonly phone: string | null } | null;
  readonly decision: OwnDecision | null;
  /** When it was served, and by which way; null while it is not. */
  readonly servedAt: Date | null;
  /** Left out of a later list while a time was booked: an administrator decides whether it stays. */
  readonly removalPending: boolean;
};

type EntitlementRow = {
  readonly id: string;
  readonly programme_code: string;
  readonly profession_code: string;
  readonly province_code: string;
  readonly channel: StoredChannel;
  readonly status: EntitlementStatus;
  readonly list_number: number;
  readonly list_published_at: Date | null;
  readonly list_kind: 'FULL' | 'AMENDMENT';
  readonly kit: OwnEntitlement['kit'];
  readonly organisation: OwnEntitlement['organisation'];
  readonly decision: unknown;
  readonly debited_at: Date | null;
  readonly removal_pending: boolean;
};

/**
 * What the actor's own provider may have, in the order of the programmes, or one of it. One round trip, by
 * `entitlement_provider_idx` and the keys behind it; withdrawn ones are not shown.
 */
export async function listOwnEntitlements(actor: Actor, entitlementId?: string): Promise<readonly OwnEntitlement[]> {
  const { rows } = await getPool().query<EntitlementRow>({
    name: 'own-entitlements',
    text: `
      SELECT e.id, e.programme_code, e.profession_code, e.province_code, e.channel::text AS channel,
             e.status::text AS status, l.number AS list_number, l.published_at AS list_published_at,
             l.kind::text AS list_kind, d.debited_at,
             EXISTS (SELECT FROM list_removal r WHERE r.entitlement_id = e.id AND r.state = 'PENDING') AS removal_pending,
             coalesce((SELECT json_agg(json_build_object('itemCode', k.item_code, 'quantity', k.quantity) ORDER BY i.position)
                         FROM kit_line k JOIN item i ON i.code = k.item_code WHERE k.kit_id = e.kit_id), '[]') AS kit,
             (SELECT json_build_object('name', o.name, 'email', o.email, 'phone', o.phone)
                FROM organisation o WHERE o.id = e.organisation_id) AS organisation,
             (SELECT ${decisionAsJson} FROM list_entry n JOIN decision c ON c.id = n.decision_id
               WHERE n.provider_id = e.provider_id AND n.list_id = e.list_id) AS decision
        FROM entitlement e
        JOIN programme p ON p.code = e.programme_code
        JOIN published_list l ON l.id = e.list_id
        LEFT JOIN entitlement_debit d ON d.entitlement_id = e.id
       WHERE e.provider_id = $1 AND e.status <> 'WITHDRAWN' AND ($2::uuid IS NULL OR e.id = $2)
       ORDER BY p.position, e.period`,
    values: [ownProvider(actor), entitlementId ?? null],
  });
  return rows.map((row) => ({
    id: row.id,
    programmeCode: row.programme_code,
    professionCode: row.profession_code,
    provinceCode: row.province_code,
    channel: channelCode(row.channel),
    status: row.status,
    list: { number: row.list_number, publishedAt: row.list_published_at, amendment: row.list_kind === 'AMENDMENT' },
    kit: row.kit,
    organisation: row.organisation,
    decision: row.decision === null ? null : decisionSchema.parse(row.decision),
    servedAt: row.debited_at,
    removalPending: row.removal_pending,
  }));
}

/** One of the actor's own; undefined for anybody else's. */
export async function findOwnEntitlement(actor: Actor, entitlementId: string): Promise<OwnEntitlement | undefined> {
  return (await listOwnEntitlements(actor, entitlementId))[0];
}

const decisionAsJson = `json_build_object(
  'outcome', replace(lower(c.outcome::text), '_', '-'), 'reasons', c.reasons, 'missing', c.missing, 'asOf', c.as_of,
  'ruleSet', json_build_object('code', c.rule_set_code, 'version', c.rule_set_version))`;

const decisionSchema: z.ZodType<OwnDecision> = z.object({
  outcome: z.enum(['eligible', 'not-eligible', 'undetermined']),
  reasons: z.array(reasonSchema),
  missing: z.array(z.string()),
  asOf: z.string(),
  ruleSet: z.object({ code: z.string(), version: z.number() }),
});

function ownProvider(actor: Actor): string {
  if (actor.kind !== 'user' || actor.providerId === null) throw new NotAllowed('own entitlements');
  return actor.providerId;
}
