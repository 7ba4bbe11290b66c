/** Numbers that look random and are the same on every machine: mulberry32, by Tommy Ettinger. */
export interface Random {
  /** From 0, included, to 1, excluded. */
  next(): number;
  /** A whole number from 0, included, to `end`, excluded. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}

/** Draws among choices, each as often as its weight says. Throws a RangeError when there are none. */
export function weightedDraw<T>(
  choices: readonly { readonly value: T; readonly weight: number }[],
): (random: Random) => T {
  const bounds: number[] = [];
  let total = 0;
  for (const { weight } of choices) {
    total += weight;
    bounds.push(total);
  }
  const last = choices.at(-1);
  if (!last) throw new RangeError('Nothing to draw from');
  return (random) => {
    const point = random.next() * total;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((bounds[middle] ?? total) > point) high = middle;
      else low = middle + 1;
    }
    return (choices[low] ?? last).value;
  };
}

/** The same elements in a drawn order; the argument is left alone. */
export function shuffled<T>(elements: readonly T[], random: Random): T[] {
  return elements
    .map((element) => ({ element, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ element }) => element);
}
