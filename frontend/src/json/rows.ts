import { isNested, type Json } from "./parse";

/** One line of the tree. A range stands for a part of the items of a long list or dict. */
export interface Row {
  path: string;
  parent: string | null;
  depth: number;
  /** The key or index in what it is in; null at the top. */
  name: string | number | null;
  value: Json;
  /** How many it holds; undefined for what cannot be opened. */
  size: number | undefined;
  range: readonly [number, number] | null;
  open: boolean;
  /** Its place among its siblings, from 1, and how many these are. */
  place: number;
  of: number;
}

type Entry = readonly [string | number, Json];

export const STEP = 100;
/** Lines that are open at first, at most. */
const BUDGET = 1000;
/** The level of what is closed at first. */
const CLOSED = Number.POSITIVE_INFINITY;
export const LONG = 400;

/** What is open: what the user has opened and closed, and for the rest how deep it was asked for. */
export class Openness {
  readonly #chosen = new Map<string, boolean>();
  #left = BUDGET;

  constructor(readonly expanded: boolean | number) {}

  /** Begins a new walk over the tree. */
  restart(): void {
    this.#left = BUDGET;
  }

  isOpen(path: string, level: number, size: number): boolean {
    const chosen = this.#chosen.get(path);
    if (chosen !== undefined) return chosen;
    const wanted = level !== CLOSED && (this.expanded === true || level < Number(this.expanded));
    if (!wanted || this.#left < Math.min(size, STEP)) return false;
    this.#left -= Math.min(size, STEP);
    return true;
  }

  set(path: string, open: boolean): void {
    this.#chosen.set(path, open);
  }
}

/** The lines of a tree as far as it is open. */
export function rowsOf(data: Json, openness: Openness): Row[] {
  openness.restart();
  const rows: Row[] = [];
  const top = { path: "", parent: null, depth: 0, name: null, place: 1, of: 1 };
  add(rows, openness, data, top, 0);
  return rows;
}

type Where = Pick<Row, "path" | "parent" | "depth" | "name" | "place" | "of">;

function add(rows: Row[], openness: Openness, value: Json, where: Where, level: number): void {
  if (!isNested(value)) {
    const long = typeof value === "string" && value.length > LONG;
    const open = long && openness.isOpen(`${where.path}…`, CLOSED, 0);
    rows.push({ ...where, value, size: long ? value.length : undefined, range: null, open });
    return;
  }
  const count = Array.isArray(value) ? value.length : keysOf(value).length;
  const open = count > 0 && openness.isOpen(where.path, level, count);
  rows.push({ ...where, value, size: count, range: null, open });
  if (open) addPart(rows, openness, value, where, level + 1, [0, count]);
}

const keys = new WeakMap<object, readonly string[]>();

function keysOf(value: object): readonly string[] {
  const known = keys.get(value) ?? Object.keys(value);
  keys.set(value, known);
  return known;
}

function entriesOf(value: Json, start: number, stop: number): Entry[] {
  if (Array.isArray(value)) {
    return value.slice(start, stop).map((item, index): Entry => [start + index, item]);
  }
  const named = value as Readonly<Record<string, Json>>;
  return keysOf(named)
    .slice(start, stop)
    .map((name): Entry => [name, named[name] ?? null]);
}

/** Adds the entries of a range, or the ranges that it is cut into. */
function addPart(
  rows: Row[],
  openness: Openness,
  value: Json,
  around: Where,
  level: number,
  [start, stop]: readonly [number, number],
): void {
  const count = stop - start;
  if (count <= STEP) {
    entriesOf(value, start, stop).forEach(([name, item], index) => {
      const path = `${around.path}/${String(name).replaceAll("/", "//")}`;
      const depth = around.depth + 1;
      const where = { path, parent: around.path, depth, name, place: index + 1, of: count };
      add(rows, openness, item, where, level);
    });
    return;
  }
  const step = STEP ** Math.floor(Math.log(count - 1) / Math.log(STEP));
  const of = Math.ceil(count / step);
  for (let place = 1; place <= of; place++) {
    const from = start + (place - 1) * step;
    const range = [from, Math.min(from + step, stop)] as const;
    const path = `${around.path}/\u0000${range[0]}-${range[1]}`;
    const where = { path, parent: around.path, depth: around.depth + 1, name: null, place, of };
    // Of a long list, its beginning shows what it is like.
    const open = openness.isOpen(path, place === 1 ? level - 1 : CLOSED, range[1] - range[0]);
    rows.push({ ...where, value, size: range[1] - range[0], range, open });
    if (open) addPart(rows, openness, value, where, level, range);
  }
}
