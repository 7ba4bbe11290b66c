import { followDomiciles } from '#lib/entitlements/follow-domicile.ts';
import { linkRegisters } from '#lib/registers/link/link-registers.ts';
import type { RunHandler } from '#lib/runs/run.ts';

/** Links the registers; what people may have follows the domiciles that change by it. */
export const linkRun: RunHandler = {
  work: ({ client, report }) =>
    linkRegisters(client, { report, followDomiciles: (changes) => followDomiciles(client, changes) }),
};
