import { formatMoment } from "../format/moment";
import { formatNumber, plain } from "../format/number";
import { isNumber, type Numeric, toNumber } from "../wire";
import type { Column } from "../wire.gen";
import type { Cell } from "./rows";

const SMALLEST = 1e-4;
const DECIMALS = 4;

/** What a cell shows; null where a value is missing. */
export function textOf(cell: Cell, column: Column): string | null {
  if (cell === null) return null;
  return SHOWN[column.type]?.(cell, column) ?? String(cell).replace(/\s*\n\s*/g, " ");
}

const SHOWN: Readonly<
  Record<string, (cell: Exclude<Cell, null>, column: Column) => string | null>
> = {
  number: (cell, { format }) => {
    if (typeof cell === "boolean" || !isNumber(cell)) return String(cell);
    const value = toNumber(cell);
    if (Number.isNaN(value)) return null;
    return format ? formatNumber(value, format) : short(value);
  },
  boolean: (cell) => (cell ? "true" : "false"),
  datetime: (cell, { format }) => (format ? moment(cell, format) : String(cell).replace("T", " ")),
  date: (cell, { format }) => (format ? moment(cell, format) : String(cell).slice(0, 10)),
  time: (cell, { format }) => (format ? moment(`1970-01-01T${cell}`, format) : String(cell)),
};

/** Few enough decimals to read a column by; copying gives them all. */
function short(value: Numeric): string {
  if (typeof value === "bigint" || !Number.isFinite(value) || Number.isInteger(value))
    return plain(value);
  if (Math.abs(value) < SMALLEST) return plain(Number(value.toPrecision(DECIMALS)));
  return plain(Number(value.toFixed(DECIMALS)));
}

function moment(cell: Exclude<Cell, null>, format: string): string {
  // The clock on the wall: a zone, if there is one, is not converted.
  const wall = String(cell).replace(/(?:Z|[+-]\d\d:?\d\d)$/, "");
  const millis = Date.parse(
    `${wall.includes("T") ? wall : wall.includes(" ") ? wall.replace(" ", "T") : `${wall}T00:00:00`}Z`,
  );
  return Number.isNaN(millis) ? String(cell) : formatMoment(millis * 1000, format);
}

/** What is copied: the whole value. */
export function rawText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  const text = isNumber(cell) ? plain(toNumber(cell)) : cell;
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NAMED = { small: 75, medium: 200, large: 400 } as const;
const LETTER = 7.6;
const PADDING = 28;
const NARROWEST = 56;
const WIDEST = 320;

/** A width by the longest text among the first rows. */
export function widthOf(column: Column, cells: readonly Cell[]): number {
  const { width, label } = column;
  if (typeof width === "number") return width;
  if (width) return NAMED[width];
  const longest = cells.reduce<number>(
    (most, cell) => Math.max(most, (textOf(cell, column) ?? "None").length),
    label.length,
  );
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * LETTER + PADDING)));
}
