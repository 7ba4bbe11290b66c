import type { ClientBase } from 'pg';
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

/**
 * The same for many providers at once. Gives those of whom nothing was moved, since a time is booked elsewhere: their
 * domicile is to stay.
 */
export async function followDomiciles(
  client: ClientBase,
  changes: readonly { readonly providerId: string; readonly provinceCode: string }[],
): Promise<readonly string[]> {
  const moved = [changes.map(({ providerId }) => providerId), changes.map(({ provinceCode }) => provinceCode)];
  await client.query('SELECT FROM entitlement WHERE provider_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [moved[0]]);
  const { rows } = await client.query<{ provider_id: string }>(
    `SELECT DISTINCT e.provider_id
       FROM unnest($1::uuid[], $2::text[]) AS n (provider_id, province_code)
       JOIN entitlement e ON e.provider_id = n.provider_id AND e.status = 'BOOKED' AND e.province_code <> n.province_code`,
    moved,
  );
  const kept = rows.map((row) => row.provider_id);
  await client.query(
    `UPDATE entitlement e SET province_code = n.province_code, updated_at = clock_timestamp()
       FROM unnest($1::uuid[], $2::text[]) AS n (provider_id, province_code)
      WHERE e.provider_id = n.provider_id AND e.status IN ('GIVEN', 'DECLINED') AND e.province_code <> n.province_code
        AND e.provider_id <> ALL ($3::uuid[])`,
    [...moved, kept],
  );
  return kept;
}
