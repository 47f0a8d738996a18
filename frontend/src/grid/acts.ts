import { copyCells } from "./copy";
import type { Layout } from "./layout";
import type { Rows } from "./rows";
import { type Place, Selection, step } from "./selection";

const RESIZE = 16;

/** What keys and pointer act on. */
export interface Grid {
  rows: Rows;
  layout: Layout;
  selection: Selection | null;
  select: (selection: Selection | null) => void;
  go: (place: Place, extend: boolean) => void;
  count: number;
}

/** Does what a key stands for; tells whether it stands for anything. */
export function pressed(event: KeyboardEvent, grid: Grid, top: Place, page: number): boolean {
  const { layout, selection } = grid;
  // Without a selection, the keys begin where the eye is.
  const at = selection?.head ?? top;
  const last = { row: grid.count - 1, column: layout.columns.length - 1 };
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const change = event.key === "ArrowRight" ? RESIZE : -RESIZE;
    layout.resize(at.column, (layout.widths[at.column] ?? 0) + change);
  } else if (command && event.key === "c" && selection) {
    copyCells(grid.rows, layout.indices, selection);
  } else if (command && event.key === "a") {
    grid.select(new Selection({ row: 0, column: 0 }, last));
  } else if (event.key === "Escape" && selection) {
    grid.select(null);
  } else {
    const next = step(event, at, last, page);
    if (!next) return false;
    grid.go(selection ? next : at, event.shiftKey);
  }
  return true;
}

/** Selecting with the pointer: a press chooses a cell, a drag or Shift a block. */
export function dragging(go: (place: Place, extend: boolean) => void) {
  const placeOf = (event: MouseEvent): Place | null => {
    const cell = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<HTMLElement>("[data-row]");
    return cell
      ? { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) }
      : null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      // A finger that comes down may want to scroll; its tap is a click.
      const place = event.button === 0 && event.pointerType !== "touch" ? placeOf(event) : null;
      if (place) go(place, event.shiftKey);
    },
    onClick(event: MouseEvent) {
      const place = (event as PointerEvent).pointerType === "touch" ? placeOf(event) : null;
      if (place) go(place, false);
    },
    onPointerMove(event: PointerEvent) {
      if (event.buttons !== 1 || event.pointerType === "touch") return;
      const place = placeOf(event);
      if (place) go(place, true);
    },
  };
}
