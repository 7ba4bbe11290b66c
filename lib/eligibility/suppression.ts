/**
 * Which counts of people in a column (one profession, by province) must be hidden, with the column's total beside them.
 *
 * A count below five is hidden. Where the hidden ones could be computed from the total, a second one is hidden with them,
 * so that each small count could be anything from 0 to 4 for all that is shown; and where there is no second, the total.
 *
 * Nought is hidden like 1 to 4. It would say of each member of a profession in a province that they are not listed, and
 * it would narrow the others: two hidden counts that make 2 were 1 and 1, if neither could be 0.
 *
 * The second is the first of a fixed order, whatever it counts. The smallest would tell more to whoever knows this rule: 4
 * and 6 hidden beside counts from 6 up can only be 4 and 6, since 7 would not have been chosen. A fixed one also stays the
 * same from one list to the next.
 */

/** Counts below it are hidden. */
export const smallestShown = 5;

/** A count, or undefined where it is hidden. */
export type Shown = number | undefined;

/** What may be shown of a profession, by province and in the whole country. */
export type ShownColumn = { readonly counts: readonly Shown[]; readonly total: Shown };

/**
 * What may be shown of the counts of a full list and its amendments. The full list alone settles what is hidden, as long
 * as it is in force: were a count shown once an amendment brings it to five, it would have been four the day before.
 * Both are in the order in which a second one is looked for.
 */
export function suppressSmallCounts(fullList: readonly number[], listed = fullList): ShownColumn {
  const small = fullList.filter((count) => count < smallestShown);
  const second = small.length === 0 || hideEachOther(small) ? undefined : fullList.findIndex((c) => c >= smallestShown);
  return {
    counts: listed.map((count, index) =>
      (fullList[index] ?? 0) < smallestShown || index === second ? undefined : count,
    ),
    total: sumOf(fullList) < smallestShown || second === -1 ? undefined : sumOf(listed),
  };
}

/** Whether each could be something else while their sum is known: less than 4 leaves little room, and nothing but fours none. */
function hideEachOther(small: readonly number[]): boolean {
  const largestHidden = smallestShown - 1;
  return sumOf(small) >= largestHidden && small.some((count) => count < largestHidden);
}

const sumOf = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
