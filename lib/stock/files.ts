import type { Actor } from '#lib/auth/actor.ts';
import { loadWords, type Words } from '#lib/i18n/kept-words.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { csvLines, csvTable } from '#lib/shared/csv.ts';
import { type MovementEntry, openLedgerOfDepot } from './ledger.ts';
import { outsideKinds } from './policy.ts';
import { getDepotStocks, listExpected } from './queries.ts';
import type { LedgerFilter } from './schema.ts';

/** One depot's ledger for spreadsheets, as it is filtered; read as it is sent. The actor's scope is that of the page. */
export async function ledgerFile(
  actor: Actor,
  depotId: string,
  filter: LedgerFilter,
  locale: Locale,
): Promise<{ readonly depotName: string; readonly text: AsyncIterable<string> }> {
  const { depotName, batches } = await openLedgerOfDepot(actor, depotId, filter);
  return { depotName, text: ledgerLines(batches, await loadWords(locale)) };
}

async function* ledgerLines(batches: AsyncIterable<readonly MovementEntry[]>, words: Words): AsyncGenerator<string> {
  const place = (kind: string, name: string) => (outsideKinds.includes(kind) ? words(`stock.outside.${kind}`) : name);
  const heads = ['at', 'kind', 'from', 'to', 'item', 'quantity', 'reason'].map((head) => words(`stock.${head}`));
  yield csvTable(heads, []);
  for await (const entries of batches) {
    yield csvLines(
      entries.map((entry) => [
        entry.movedAt,
        words(`stock.kinds.${entry.kind}`),
        place(entry.fromKind, entry.fromName),
        place(entry.toKind, entry.toName),
        words(`items.${entry.variantCode}.name`),
        entry.quantity,
        entry.reason,
      ]),
      { first: false },
    );
  }
}

/**
 * What lies in the depots of the actor's scope, one line a depot, item and size, with what is on the way to it and when
 * the first of that is expected. The same depots as on the page.
 */
export async function stockFile(actor: Actor, provinceCode: string | undefined, locale: Locale): Promise<string> {
  const [words, depots, expected] = await Promise.all([
    loadWords(locale),
    getDepotStocks(actor, provinceCode),
    listExpected(actor, { provinceCode }),
  ]);
  const heads = [
    'stock.depot',
    'stock.depotKind',
    'common.words.province',
    'stock.item',
    'stock.size',
    'stock.quantity',
    'stock.onTheWay',
    'stock.expectedOn',
  ];
  const rows = depots.flatMap(({ id, name, kind, provinceCode: province, variants }) =>
    variants.map(({ variantCode, itemCode, size, quantity }) => {
      // The first expected first, as they are listed.
      const coming = expected.filter((one) => one.depotId === id && one.variantCode === variantCode);
      return [
        name,
        words(`stock.depotKinds.${kind}`),
        province === null ? '' : words(`provinces.${province}`),
        words(`items.${itemCode}.name`),
        size,
        quantity,
        coming.reduce((sum, one) => sum + one.quantity, 0),
        coming[0]?.expectedOn,
      ];
    }),
  );
  return csvTable(
    heads.map((head) => words(head)),
    rows,
  );
}
