import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { dragging, type Grid, pressed } from "../grid/acts";
import { revealColumn, useLayout } from "../grid/layout";
import { Header, Row } from "../grid/parts";
import { fetchRows, Rows } from "../grid/rows";
import { ScrollSpace } from "../grid/scroll";
import { Selection } from "../grid/selection";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Dataframe } from "../wire.gen";
import "./dataframe.css";

const HEADER = 36;
const SHOWN = 10.5;
const SPARE = 6;

export default function DataframeElement({ element }: View<Dataframe>) {
  const { rows: count, row_height: rowHeight = 35, placeholder, alt } = element;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const grid = useGrid(element, box);
  const { layout, selection, space, view, redraw } = grid;
  const head = selection?.head;
  return (
    <div class="stDataFrame" data-testid="stDataFrame">
      <div
        ref={box}
        class="grid"
        role="grid"
        aria-label={alt ?? "Table"}
        aria-rowcount={count + 1}
        aria-colcount={layout.columns.length}
        aria-multiselectable="true"
        aria-activedescendant={head ? `${id}-${head.row}-${head.column}` : undefined}
        tabIndex={0}
        style={{
          ...heightOf(element, count, rowHeight),
          "--columns": layout.template,
          "--total": `${layout.total}px`,
          "--row": `${rowHeight}px`,
        }}
        onScroll={({ currentTarget: { scrollTop } }) => {
          if (scrollTop !== space.bar) space.moved(scrollTop, view);
          redraw();
        }}
        onKeyDown={(event) => {
          const top = { row: Math.ceil(space.top / rowHeight), column: 0 };
          const page = Math.floor(view / rowHeight) - 1;
          if (pressed(event, grid, top, page)) event.preventDefault();
        }}
      >
        <Header layout={layout} />
        {count === 0 ? (
          <p class="grid-empty">Empty</p>
        ) : (
          <Body {...{ id, grid, placeholder, sight: layout.inSight(box.current) }} />
        )}
      </div>
    </div>
  );
}

interface BodyProps {
  id: string;
  grid: ReturnType<typeof useGrid>;
  placeholder: string | null | undefined;
  sight: readonly [from: number, to: number];
}

/** The rows in sight, in the room that all of them would take. */
function Body({ id, grid, placeholder, sight }: BodyProps) {
  const { space, rows, layout, selection, view } = grid;
  rows.version.value; // draws anew when rows arrive
  const [first, end] = space.inSight(view, SPARE);
  useEffect(() => rows.want(first, end));
  return (
    <div class="grid-space" role="presentation" style={{ blockSize: `${space.height}px` }}>
      <div
        class="grid-rows"
        role="presentation"
        style={{ transform: `translateY(${space.offset(first)}px)` }}
        {...dragging(grid.go)}
      >
        {Array.from({ length: end - first }, (_, index) => (
          <Row
            key={first + index}
            {...{ id, rows, layout, selection, placeholder, sight }}
            row={first + index}
          />
        ))}
      </div>
    </div>
  );
}

/** What is shown of a table, what is selected in it, and how both change. */
function useGrid(element: Dataframe, box: { current: HTMLDivElement | null }) {
  const { rows: count, row_height: rowHeight = 35 } = element;
  const rows = useRows(element);
  const layout = useLayout(element);
  const space = useMemo(() => new ScrollSpace(count, rowHeight), [count, rowHeight]);
  const [, setDrawn] = useState(0);
  const [selection, select] = useState<Selection | null>(null);
  const redraw = () => setDrawn((times) => times + 1);
  const view = (box.current?.clientHeight ?? (SHOWN + 1) * rowHeight) - HEADER;
  useSettledBar(box, space);
  useResize(box, redraw);

  const go: Grid["go"] = (place, extend) => {
    if (!box.current || count === 0 || layout.columns.length === 0) return;
    select(extend && selection ? selection.to(place) : new Selection(place, place));
    box.current.scrollTop = space.reveal(place.row, view);
    revealColumn(box.current, layout, place.column);
    redraw();
  };
  return { rows, layout, space, selection, select, go, count, view, redraw };
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
