import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { type ItemQuantity, itemCodes } from '#lib/rules/items.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { mayChangeProgramme } from './policy.ts';
import type { ComposeKitInput } from './schema.ts';

export const composeKitRefusals = [
  'not-allowed',
  'unknown-programme',
  'no-parcel',
  'empty-parcel',
  'changed-meanwhile',
  'nothing-changes',
] as const;
export type ComposeKitRefusal = (typeof composeKitRefusals)[number];

/**
 * Gives a programme's parcel a new composition, as a version of its own. Entitlements given before keep the version
 * they were given; those given from now on have this one. Administrators only.
 */
export async function composeKit(
  actor: Actor,
  input: ComposeKitInput,
): Promise<Result<{ readonly version: number }, ComposeKitRefusal>> {
  const lines = itemCodes
    .map((item): ItemQuantity => ({ item, quantity: input[item] }))
    .filter(({ quantity }) => quantity > 0);
  const result = await inTransaction(
    async (tx) => {
      if (!mayChangeProgramme(actor)) return refused('not-allowed');
      const programme = await tx.programme.findUnique({
        where: { code: input.code },
        select: { allocation: true, kits: { orderBy: { version: 'desc' }, take: 1, include: { lines: true } } },
      });
      if (!programme) return refused('unknown-programme');
      if (programme.allocation !== 'KIT') return refused('no-parcel');
      if (lines.length === 0) return refused('empty-parcel');
      const [latest] = programme.kits;
      if ((latest?.version ?? 0) !== input.seenVersion) return refused('changed-meanwhile');
      if (latest && sameLines(latest.lines, lines)) return refused('nothing-changes');
      const version = input.seenVersion + 1;
      await tx.kit.create({
        data: {
          programmeCode: input.code,
          version,
          lines: { create: lines.map(({ item, quantity }) => ({ itemCode: item, quantity })) },
        },
      });
      await recordAudit(tx, actor, {
        action: 'programme.compose-kit',
        subject: { type: 'programme', id: input.code },
        details: { version, ...Object.fromEntries(lines.map(({ item, quantity }) => [item, quantity])) },
      });
      return done({ version });
    },
    // Two at once: the second would have made the same version.
    { kit_version_key: 'changed-meanwhile' },
  );
  if (result.ok) forgetKeptFacts();
  return result;
}

function sameLines(
  stored: readonly { readonly itemCode: string; readonly quantity: number }[],
  lines: readonly ItemQuantity[],
): boolean {
  return (
    stored.length === lines.length &&
    lines.every(({ item, quantity }) => stored.some((one) => one.itemCode === item && one.quantity === quantity))
  );
}
