/** The kinds of rows that the sample gives ids itself, so that the same sample has the same ids everywhere. */
const kinds = {
  organisation: 0x03,
  user: 0x08,
  pickupPoint: 0x09,
  depot: 0x0a,
  slot: 0x0b,
  booking: 0x0c,
  handover: 0x0d,
  schedule: 0x0e,
  claim: 0x0f,
  expectedReceipt: 0x20,
} as const;

const prefixes = Object.fromEntries(
  Object.entries(kinds).map(([kind, number]) => [kind, `de300${number.toString(16).padStart(3, '0')}-0000-4000-8000-`]),
);

/** A well-formed UUID of a kind and a serial number. Ascending, so that the indexes grow at one end while loading. */
export function sampleId(kind: keyof typeof kinds, serial: number): string {
  return prefixes[kind] + serial.toString(16).padStart(12, '0');
}
