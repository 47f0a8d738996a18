import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { widthOf } from "../grid/cells";
import { copyCells } from "../grid/copy";
import { Header, type Layout, Row } from "../grid/parts";
import { fetchRows, Rows } from "../grid/rows";
import { ScrollSpace } from "../grid/scroll";
import { type Place, Selection, step } from "../grid/selection";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Dataframe } from "../wire.gen";
import "./dataframe.css";

const HEADER = 36;
const SHOWN = 10.5;
const SPARE = 6;
const RESIZE = 16;
const MANY = 60;

export default function DataframeElement({ element }: View<Dataframe>) {
  const { rows: count, row_height: rowHeight = 35, placeholder, alt } = element;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const rows = useRows(element);
  const layout = useLayout(element);
  const space = useMemo(() => new ScrollSpace(count, rowHeight), [count, rowHeight]);
  const [, redraw] = useState(0);
  const [selection, select] = useState<Selection | null>(null);
  const view = (grid.current?.clientHeight ?? (SHOWN + 1) * rowHeight) - HEADER;
  rows.version.value; // draws anew when rows arrive

  const [first, end] = space.inSight(view, SPARE);
  useEffect(() => rows.want(first, end));
  useSettledBar(grid, space);
  useResize(grid, () => redraw((times) => times + 1));

  const go = (place: Place, extend: boolean) => {
    const box = grid.current;
    if (!box || count === 0 || layout.columns.length === 0) return;
    select(extend && selection ? selection.to(place) : new Selection(place, place));
    box.scrollTop = space.reveal(place.row, view);
    revealColumn(box, layout, place.column);
    redraw((times) => times + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const context = { rows, layout, selection, select, go, count };
    const top = { row: Math.ceil(space.top / rowHeight), column: 0 };
    if (pressed(event, context, top, Math.floor(view / rowHeight) - 1)) event.preventDefault();
  };

  const height = heightOf(element, count, rowHeight);
  return (
    <div class="stDataFrame" data-testid="stDataFrame">
      <div
        ref={grid}
        class="grid"
        role="grid"
        aria-label={alt ?? "Table"}
        aria-rowcount={count + 1}
        aria-colcount={layout.columns.length}
        aria-multiselectable="true"
        aria-activedescendant={
          selection ? `${id}-${selection.head.row}-${selection.head.column}` : undefined
        }
        tabIndex={0}
        style={{
          ...height,
          "--columns": layout.template,
          "--total": `${layout.total}px`,
          "--row": `${rowHeight}px`,
        }}
        onScroll={(event) => {
          const box = event.currentTarget;
          if (box.scrollTop !== space.bar) space.moved(box.scrollTop, view);
          redraw((times) => times + 1);
        }}
        onKeyDown={onKeyDown}
      >
        <Header layout={layout} />
        {count === 0 ? (
          <p class="grid-empty">Empty</p>
        ) : (
          <div class="grid-space" role="presentation" style={{ blockSize: `${space.height}px` }}>
            <div
              class="grid-rows"
              role="presentation"
              style={{ transform: `translateY(${space.offset(first)}px)` }}
              {...dragging(go)}
            >
              {Array.from({ length: end - first }, (_, index) => (
                <Row
                  key={first + index}
                  {...{ id, rows, layout, selection, placeholder }}
                  row={first + index}
                  sight={layout.inSight(grid.current)}
                />
              ))}
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

interface Grid {
  rows: Rows;
  layout: Layout;
  selection: Selection | null;
  select: (selection: Selection | null) => void;
  go: (place: Place, extend: boolean) => void;
  count: number;
}

/** Does what a key stands for; tells whether it stands for anything. */
function pressed(event: KeyboardEvent, grid: Grid, top: Place, page: number): boolean {
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

/** The table's rows; when the table changes, the old ones stay in sight until the new have come. */
function useRows({ source, rows: count, first }: Dataframe): Rows {
  const media = usePage().media.value;
  const former = useRef<Rows | null>(null);
  const rows = useMemo(
    () => new Rows(count, first, fetchRows(media, source), former.current),
    [media, source, count],
  );
  former.current = rows;
  useEffect(() => () => rows.stop(), [rows]);
  return rows;
}

function useLayout(element: Dataframe): Layout {
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
          setChosen((all) => ({ ...all, [name]: Math.max(40, Math.round(width)) }));
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

function revealColumn(box: HTMLElement, layout: Layout, column: number): void {
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

function heightOf({ height = "auto" }: Dataframe, count: number, row: number) {
  if (typeof height === "number") return { blockSize: `${height}px` };
  const rows = height === "auto" ? Math.min(SHOWN, count) : count;
  // Two pixels of border; the bar below is added by the browser.
  return { maxBlockSize: `${Math.max(2, rows) * row + HEADER + (rows === count ? 18 : 2)}px` };
}

/** After a rest the bar is put where the list really is. */
function useSettledBar(grid: { current: HTMLElement | null }, space: ScrollSpace): void {
  useEffect(() => {
    const box = grid.current;
    if (!box) return;
    const settle = () => {
      box.scrollTop = space.settle(box.clientHeight - HEADER);
    };
    box.addEventListener("scrollend", settle);
    return () => box.removeEventListener("scrollend", settle);
  }, [grid, space]);
}

function useResize(grid: { current: HTMLElement | null }, draw: () => void): void {
  const latest = useRef(draw);
  latest.current = draw;
  useLayoutEffect(() => {
    if (!grid.current) return;
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(grid.current);
    return () => observer.disconnect();
  }, [grid]);
}

/** Selecting with the pointer: a press chooses a cell, a drag or Shift a block. */
function dragging(go: (place: Place, extend: boolean) => void) {
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
