import { describe, expect, it } from 'vitest';
import { clientAddress } from '#lib/shared/client-address.ts';

const from = (forwarded?: string) =>
  clientAddress(new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }));

describe('whom an attempt is counted for', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
  ])('%s is %s', (forwarded, address) => {
    expect(from(forwarded)).toBe(address);
  });

  it('is one and the same where none is known', () => {
    expect([from(), from(''), from('203.0.113.7,')]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('never makes a long key', () => {
    expect(from('x'.repeat(5_000)).length).toBeLessThanOrEqual(50);
    expect(from('a:'.repeat(5_000)).length).toBeLessThanOrEqual(50);
  });
});
