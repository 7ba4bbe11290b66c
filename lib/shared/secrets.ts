import { createHash, createHmac, createSecretKey, hash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

/** A token for a link: 256 random bits, safe in an address. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash is enough for 256 random bits. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** Keyed hash of something guessable, such as a national number: without the key a list of all numbers is of no help. */
export function keyedHash(what: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', hashKey()).update(what).digest());
}

/**
 * The same hash of what lies between two places, as hexadecimal digits, for who hashes millions of short texts. An object
 * a hash costs more than hashing: the two rounds of HMAC (RFC 2104) are done by one call each, over blocks in which the
 * key already stands.
 */
export function newKeyedHash(): (bytes: Uint8Array, from: number, to: number) => string {
  const [inner, outer] = [keyBlock(0x36, longestOfMany), keyBlock(0x5c, digestBytes)];
  // A view of the block and so many bytes behind it.
  const inners = Array.from({ length: longestOfMany + 1 }, (_, length) => inner.subarray(0, blockBytes + length));
  return (bytes, from, to) => {
    const block = inners[to - from];
    if (block === undefined) return Buffer.from(keyedHash(bytes.subarray(from, to))).toString('hex');
    for (let at = from; at < to; at += 1) inner[blockBytes + at - from] = bytes[at] ?? 0;
    outer.write(hash('sha256', block, 'binary'), blockBytes, 'binary');
    return hash('sha256', outer, 'hex');
  };
}

const longestOfMany = 64;
const blockBytes = 64;
const digestBytes = 32;

/** The key, hashed if it is longer than a block, in a block of the padding, and room behind it. */
function keyBlock(padding: number, room: number): Buffer {
  const given = Buffer.from(hashKey());
  const key = given.length > blockBytes ? createHash('sha256').update(given).digest() : given;
  const block = Buffer.alloc(blockBytes + room, padding);
  for (const [index, byte] of key.entries()) block[index] = byte ^ padding;
  return block;
}

/** A key of 256 bits of its own for each purpose, made from the one that the environment gives. */
export function deriveKey(purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(hashKey()), '', purpose, 32)));
}

function hashKey(): string | Buffer {
  const { PORTAL_HASH_KEY: key, NEXTAUTH_SECRET: secret } = process.env;
  if (key?.trim()) return key;
  if (!secret) throw new Error('Neither PORTAL_HASH_KEY nor NEXTAUTH_SECRET is set');
  // Not the secret itself, which is used otherwise.
  return createHmac('sha256', secret).update('portal-hash-key').digest();
}

// Crockford's alphabet: no I, L, O or U, so that a code can be read aloud and typed.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random code for people, of groups of four letters and digits joined by dashes; 20 bits a group. */
export function newCode(groups: number): string {
  const bytes = randomBytes(groups * 4);
  const letters = Array.from(bytes, (byte) => alphabet.charAt(byte % 32));
  return Array.from({ length: groups }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** A typed code as it is stored: upper case, in its groups; look-alikes (O, I, L) are read as what they look like. */
export function normaliseCode(text: string): string {
  const letters = text
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
