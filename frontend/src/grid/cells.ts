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
  const show = SHOWN[column.type];
  return show ? show(cell, column) : String(cell).replace(/\s*\n\s*/g, " ");
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
const LETTER = 8;
const PADDING = 28;
const NARROWEST = 56;
const WIDEST = 320;

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text is in the font of the grid. */
function measured(text: string): number {
  if (pen === undefined) {
    pen = document.createElement("canvas").getContext("2d");
    if (pen) pen.font = `14px ${getComputedStyle(document.body).fontFamily}`;
  }
  return pen ? pen.measureText(text).width : text.length * LETTER;
}

/** A width by the longest text among the first rows; `rows` tells how far an index counts. */
export function widthOf(column: Column, cells: readonly Cell[], rows = 0): number {
  const { width, label } = column;
  if (typeof width === "number") return width;
  if (width) return NAMED[width];
  const texts = cells.map((cell) => textOf(cell, column) ?? "None");
  if (column.index && column.type === "number") texts.push(String(rows));
  const longest = texts.reduce((most, text) => (text.length > most.length ? text : most), "");
  const head = measured(label) * 1.05 + (column.help ? 22 : 0);
  const needed = Math.max(measured(longest), head) + PADDING;
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, needed)));
}
