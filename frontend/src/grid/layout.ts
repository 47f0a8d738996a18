import { useMemo, useState } from "preact/hooks";
import type { Column, Dataframe } from "../wire.gen";
import { widthOf } from "./cells";

const MANY = 60;
const NARROWEST = 40;

/** The columns in the order that is shown. */
export interface Layout {
  columns: readonly Column[];
  /** Their places in the data. */
  indices: readonly number[];
  widths: readonly number[];
  /** How far from the edge a pinned column stands; null for one that scrolls. */
  pins: readonly (number | null)[];
  template: string;
  /** The least width of a line. */
  total: number;
  resize: (at: number, width: number) => void;
  inSight: (box: HTMLElement | null) => readonly [from: number, to: number];
}

export function useLayout(element: Dataframe): Layout {
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const { columns, first, rows: count, hide_index: hidesIndex = false } = element;
  return useMemo(() => {
    const order = columns
      .map((column, index) => ({ column, index, pinned: !!(column.index || column.pinned) }))
      .filter(({ column }) => !(hidesIndex && column.index))
      .sort((one, other) => Number(other.pinned) - Number(one.pinned));
    const widths = order.map(
      ({ column, index }) => chosen[column.name] ?? widthOf(column, first[index] ?? [], count),
    );
    const fixed = order.length > MANY;
    const template = order.map(({ column, pinned }, at) =>
      pinned || fixed || chosen[column.name] || typeof column.width === "number"
        ? `${widths[at]}px`
        : `minmax(${widths[at]}px, ${widths[at]}fr)`,
    );
    let before = 0;
    const pins = order.map(({ pinned }, at) => {
      const start = before;
      before += widths[at] ?? 0;
      return pinned ? start : null;
    });
    return {
      columns: order.map(({ column }) => column),
      indices: order.map(({ index }) => index),
      widths,
      pins,
      template: template.join(" "),
      total: before,
      resize: (at: number, width: number) => {
        const name = order[at]?.column.name;
        if (name !== undefined)
          setChosen((all) => ({ ...all, [name]: Math.max(NARROWEST, Math.round(width)) }));
      },
      inSight: (box: HTMLElement | null) =>
        fixed && box ? columnsInSight(box, widths) : [0, order.length],
    } satisfies Layout;
  }, [columns, first, count, hidesIndex, chosen]);
}

function columnsInSight(box: HTMLElement, widths: readonly number[]): [number, number] {
  const left = Math.abs(box.scrollLeft);
  let from = 0;
  let reached = 0;
  while (from < widths.length && reached + (widths[from] ?? 0) < left)
    reached += widths[from++] ?? 0;
  let to = from;
  while (to < widths.length && reached < left + box.clientWidth) reached += widths[to++] ?? 0;
  return [Math.max(0, from - 2), Math.min(widths.length, to + 2)];
}

/** Brings a column into sight, beside those that are pinned. */
export function revealColumn(box: HTMLElement, layout: Layout, column: number): void {
  const head = box.querySelectorAll<HTMLElement>("[role=columnheader]")[column];
  if (!head || layout.pins[column] !== null) return;
  const pinned = layout.widths
    .filter((_, index) => layout.pins[index] !== null)
    .reduce((sum, width) => sum + width, 0);
  const start = head.offsetLeft - pinned;
  const end = head.offsetLeft + head.offsetWidth;
  if (start < box.scrollLeft) box.scrollLeft = start;
  else if (end > box.scrollLeft + box.clientWidth) box.scrollLeft = end - box.clientWidth;
}
