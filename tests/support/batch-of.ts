import type { RowBatch } from '#lib/registers/files/row-batch.ts';

/** Of rows that were read as text. */
export function batchOf(rows: readonly (readonly string[])[], lines: readonly number[]): RowBatch {
  const cells = rows.flat().map((cell) => Buffer.from(cell));
  const bounds = new Int32Array(cells.length * 2);
  let at = 0;
  for (const [index, cell] of cells.entries()) {
    bounds[index * 2] = at;
    at += cell.length;
    bounds[index * 2 + 1] = at;
  }
  const firstCells = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) firstCells[index + 1] = (firstCells[index] ?? 0) + row.length;
  return { bytes: Buffer.concat(cells), bounds, firstCells, lines: Int32Array.from(lines), mayHaveControls: true };
}
