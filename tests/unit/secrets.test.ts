import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { deriveKey, keyedHash, newKeyedHash } from '#lib/shared/secrets.ts';

const { PORTAL_HASH_KEY: before } = process.env;

afterEach(() => {
  if (before === undefined) delete process.env.PORTAL_HASH_KEY;
  else process.env.PORTAL_HASH_KEY = before;
});

describe('the keyed hash of many texts', () => {
  it('is that of one, whatever the key and the text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), fc.array(fc.string({ maxLength: 80 })), (key, texts) => {
        process.env.PORTAL_HASH_KEY = `k${key}`;
        const hash = newKeyedHash();
        for (const text of [...texts, '85073003328', 'é', '']) {
          const bytes = Buffer.from(`<${text}>`);
          expect(hash(bytes, 1, bytes.length - 1)).toBe(Buffer.from(keyedHash(text)).toString('hex'));
        }
      }),
    );
  });
});

describe('a derived key', () => {
  it('is one a purpose and key', () => {
    process.env.PORTAL_HASH_KEY = 'a key of the tests';
    const one = deriveKey('one').export();
    expect(one).toHaveLength(32);
    expect(deriveKey('one').export()).toEqual(one);
    expect(deriveKey('other').export()).not.toEqual(one);
    process.env.PORTAL_HASH_KEY = 'another key of the tests';
    expect(deriveKey('one').export()).not.toEqual(one);
  });
});
