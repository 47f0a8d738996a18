import { rawText } from "./cells";
import type { Rows } from "./rows";
import type { Selection } from "./selection";

const MOST = 50_000;

/** Puts a block of cells on the clipboard, as a spreadsheet reads it. */
export async function copyCells(
  rows: Rows,
  indices: readonly number[],
  selection: Selection,
): Promise<void> {
  const { top, bottom, left, right } = selection;
  const stop = Math.min(bottom + 1, top + MOST);
  await navigator.clipboard.writeText(
    await blockText(rows, indices.slice(left, right + 1), top, stop),
  );
}

export async function blockText(
  rows: Rows,
  columns: readonly number[],
  top: number,
  stop: number,
): Promise<string> {
  const lines = Array.from({ length: stop - top }, (_, index) => top + index);
  const isHere = lines.every((row) => rows.cell(row, columns[0] ?? 0) !== undefined);
  const taken = isHere ? null : await rows.take(top, stop);
  const cell = (row: number, column: number) =>
    taken ? taken[column]?.[row - top] : rows.cell(row, column);
  return lines
    .map((row) => columns.map((column) => rawText(cell(row, column))).join("\t"))
    .join("\n");
}
