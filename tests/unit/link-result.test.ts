import { expect, it } from 'vitest';
import { isOutOfDate } from '#lib/registers/link/link-result.ts';

const counts = {
  ...{ files: 3, registrations: 1, activities: 1, employments: 1, heldAside: 0, providersAdded: 1 },
  ...{ providersChanged: 0, domicilesKept: 0, shares: 1, memberships: 0, groupingsUnknown: 0 },
};
const linked = { finishedAt: '2020-06-10T08:00:00.000Z', result: counts };

it.each([
  ['the files it read', 3, '2020-06-10T08:00:00.000Z', false],
  ['one more', 4, '2020-06-10T08:00:00.000Z', true],
  ['one less, which was withdrawn', 2, '2020-06-10T07:00:00.000Z', true],
  ['as many, one of them newer', 3, '2020-06-10T08:00:00.001Z', true],
])('a linking with %s in force is out of date or not', (_, filesInForce, latestImportAt, expected) => {
  const registers = [
    { filesInForce, latestImportAt },
    { filesInForce: 0, latestImportAt: null },
  ];
  expect(isOutOfDate(linked, registers)).toBe(expected);
});
