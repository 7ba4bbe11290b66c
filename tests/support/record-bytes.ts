export type WrittenRecord = {
  readonly fileId: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly quality: string;
  /** In hexadecimal digits; empty for none. */
  readonly hash: string;
};

/** The records that COPY is sent in its binary form, read as its documentation says. */
export function recordsIn(bytes: Buffer): WrittenRecord[] {
  const records: WrittenRecord[] = [];
  let at = 0;
  const next = (): Buffer => {
    const length = bytes.readInt32BE(at);
    const from = at + 4;
    at = from + Math.max(length, 0);
    return bytes.subarray(from, at);
  };
  while (at < bytes.length) {
    if (bytes.readInt16BE(at) !== 5) throw new Error('A record has five values');
    at += 2;
    records.push({
      fileId: next().toString('hex'),
      line: next().readInt32BE(),
      cells: next().toString().split('\t'),
      quality: next().toString(),
      hash: next().toString('hex'),
    });
  }
  return records;
}
