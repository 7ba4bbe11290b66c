import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { followDomicile } from '#lib/entitlements/follow-domicile.ts';
import { findMunicipality } from '#lib/geography/municipalities.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { holdOffLinking } from '#lib/registers/link/lock-registers.ts';
import { recordCorrection } from '#lib/registers/record-correction.ts';
import { recordDomicile } from '#lib/registers/record-domicile.ts';
import type { DomicileInput } from '#lib/registers/schema.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type DomicileRefusal = 'no-provider' | 'postcode-unknown' | 'booked-elsewhere' | 'registers-linking';

/**
 * Corrects the domicile of the actor's own provider; no later file of a register takes it back. The province of domicile serves, so what is neither booked nor
 * received moves along; while a time is booked in the former province nothing changes, and the person cancels first.
 */
export async function changeDomicile(
  actor: Actor,
  input: DomicileInput,
): Promise<Result<{ provinceCode: string; moved: boolean }, DomicileRefusal>> {
  if (actor.kind !== 'user' || actor.providerId === null) return refused('no-provider');
  const { providerId } = actor;
  const provinceCode = provinceOfPostcode(input.postcode);
  const municipality = input.municipality ?? (await findMunicipality(input.postcode));
  if (provinceCode === undefined || municipality === undefined) return refused('postcode-unknown');
  const { street, postcode } = input;
  return inTransaction<{ provinceCode: string; moved: boolean }, DomicileRefusal>(async (tx) => {
    if (!(await holdOffLinking(tx))) return refused('registers-linking');
    if (!(await followDomicile(tx, { providerId, provinceCode }))) return refused('booked-elsewhere');
    const former = await recordDomicile(tx, providerId, { street, postcode, municipality, provinceCode });
    await recordCorrection(tx, { providerId, facts: ['domicileProvince'], correctedById: null });
    const moved = former !== provinceCode;
    await recordAudit(tx, actor, {
      action: 'provider.change-domicile',
      subject: { type: 'provider', id: providerId },
      provinceCode,
      details: moved ? { from: former, to: provinceCode } : {},
    });
    return done({ provinceCode, moved });
  });
}
