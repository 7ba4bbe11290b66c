import type { Statements } from '#lib/db/statements.ts';

/**
 * Moves what a provider may have and has not yet booked or received to the province of a new domicile, in the caller's
 * transaction. Answers false, and moves nothing, while a time is booked elsewhere.
 */
export async function followDomicile(
  tx: Statements,
  { providerId, provinceCode }: { readonly providerId: string; readonly provinceCode: string },
): Promise<boolean> {
  const held = await tx.$queryRaw<{ status: string; province_code: string }[]>`
    SELECT status::text AS status, province_code FROM entitlement
     WHERE provider_id = ${providerId}::uuid ORDER BY id FOR UPDATE`;
  if (held.some((one) => one.status === 'BOOKED' && one.province_code !== provinceCode)) return false;
  await tx.$executeRaw`
    UPDATE entitlement SET province_code = ${provinceCode}, updated_at = clock_timestamp()
     WHERE provider_id = ${providerId}::uuid AND status IN ('GIVEN', 'DECLINED') AND province_code <> ${provinceCode}`;
  return true;
}
