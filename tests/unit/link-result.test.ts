import { describe, expect, it } from 'vitest';
import { filesNotLinked, linkResultSchema } from '#lib/registers/link/link-result.ts';

const named = (files: string) =>
  [...files].map((content) => ({ register: 'registrations', fileName: 'monthly.csv', contentHash: content }));

describe('of the files that came or went since a linking', () => {
  it.each([
    ['abc', 'abc', 0, 0],
    ['abc', 'abcd', 1, 0],
    ['abc', 'ac', 0, 1],
    // As many as before, of the same name.
    ['abc', 'abd', 1, 1],
    // Withdrawn and loaded again: now it is the latest.
    ['abc', 'bca', 1, 0],
    ['abc', '', 0, 3],
    ['', 'ab', 2, 0],
  ])('where it read %o and %o are in force, %i and %i are told [LINK-16]', (linked, inForce, loaded, withdrawn) => {
    expect(filesNotLinked(named(linked), named(inForce))).toEqual({ filesLoaded: loaded, filesWithdrawn: withdrawn });
  });
});

it('what a linking of before left is still read [LINK-13]', () => {
  const former = {
    ...{ files: 3, registrations: 1, activities: 1, employments: 1, heldAside: 0, providersAdded: 1 },
    ...{ providersChanged: 0, domicilesKept: 0, shares: 1, memberships: 0, groupingsUnknown: 0 },
  };
  expect(linkResultSchema.parse(former)).toEqual({ ...former, sources: [] });
});
