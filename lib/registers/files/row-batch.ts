/**
 * Some rows of a file, their cells where they lie in a block of UTF-8: a cell costs no text until somebody asks for it.
 * Those that stood side by side in a CSV, without quotes, have a tab between them and nothing else. Whoever gives it may
 * use its memory again once the next is asked for.
 */
export type RowBatch = {
  readonly bytes: Buffer;
  /** Where each cell begins and ends in `bytes`: two numbers a cell, row after row. */
  readonly bounds: Int32Array;
  /** For each row its first cell, and after the last how many cells there are. */
  readonly firstCells: Int32Array;
  /** For each row the line that it begins on. */
  readonly lines: Int32Array;
  /** False where no cell can hold a control character but line breaks and tabs. */
  readonly mayHaveControls: boolean;
};

/** Whether a control character but line breaks and tabs may begin with the byte: those of ISO 8859 begin as others do. */
export function mayControl(byte: number): boolean {
  return byte < 0x20 ? byte !== 0x09 && byte !== 0x0a && byte !== 0x0d : byte === 0x7f || byte === 0xc2;
}

export function rowCount({ lines }: RowBatch): number {
  return lines.length;
}

/** The text of the cell with such a number, as `firstCells` has them. */
export function textOf({ bytes, bounds }: RowBatch, cell: number): string {
  return bytes.toString('utf8', bounds[cell * 2], bounds[cell * 2 + 1]);
}

/** The text of a row's cells. */
export function textsOf(batch: RowBatch, row: number): readonly string[] {
  const texts: string[] = [];
  for (let cell = batch.firstCells[row] ?? 0; cell < (batch.firstCells[row + 1] ?? 0); cell += 1) {
    texts.push(textOf(batch, cell));
  }
  return texts;
}

/** The text of all rows' cells, for who looks at few. */
export function textRows(batch: RowBatch): readonly (readonly string[])[] {
  return Array.from({ length: rowCount(batch) }, (_, row) => textsOf(batch, row));
}

/** Without its first row. */
export function belowFirst(batch: RowBatch): RowBatch {
  return { ...batch, firstCells: batch.firstCells.subarray(1), lines: batch.lines.subarray(1) };
}

/** The same numbers with as much room again, for batches that grow. */
export function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
