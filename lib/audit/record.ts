import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { AuditAction } from './actions.ts';

export type AuditEntryInput = {
  readonly action: AuditAction;
  readonly subject: { readonly type: string; readonly id: string };
  /** The province whose trail it belongs to; none for the country. */
  readonly provinceCode?: string;
  /** Codes, counts and days; never a name, a number or an address. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Writes one entry in the caller's transaction: the trace and the change are committed together, or neither. */
export async function recordAudit(tx: Statements, actor: Actor, entry: AuditEntryInput): Promise<void> {
  const details = actor.kind === 'system' ? { ...entry.details, job: actor.name } : (entry.details ?? {});
  // Plain SQL: this is written on every hot path, and needs no row back.
  await tx.$executeRaw`
    INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
    VALUES (business_now(), ${userIdOf(actor)}::uuid, ${actor.kind}, ${entry.action}, ${entry.subject.type},
            ${entry.subject.id}, ${entry.provinceCode ?? null}, ${JSON.stringify(details)}::jsonb)`;
}
