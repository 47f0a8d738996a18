import { useRef } from "preact/hooks";
import { Glyph } from "../glyph";
import { Help } from "../tooltip";
import type { Column } from "../wire.gen";
import { textOf } from "./cells";
import type { Layout } from "./layout";
import type { Rows } from "./rows";
import type { Selection } from "./selection";

function placeOf(layout: Layout, at: number) {
  const pin = layout.pins[at];
  return {
    gridColumn: at + 1,
    ...(typeof pin === "number" ? { insetInlineStart: `${pin}px` } : {}),
  };
}

function classOf(layout: Layout, at: number): string {
  const { type, align } = layout.columns[at] as Column;
  const side = align ?? (type === "number" ? "right" : type === "boolean" ? "center" : "left");
  return `${side}${layout.pins[at] === null ? "" : " pinned"}`;
}

export function Header({ layout }: { layout: Layout }) {
  return (
    <div class="grid-head grid-line" role="row" aria-rowindex={1}>
      {layout.columns.map((column, at) => (
        <div
          key={column.name}
          role="columnheader"
          aria-colindex={at + 1}
          class={`cell ${classOf(layout, at)}`}
          style={placeOf(layout, at)}
          title={column.label.length > 20 ? column.label : undefined}
        >
          <span class="cell-text">{column.label || <span class="unseen">Index</span>}</span>
          {column.help ? <Help text={column.help} /> : null}
          <Grip width={layout.widths[at] ?? 0} resize={(width) => layout.resize(at, width)} />
        </div>
      ))}
    </div>
  );
}

/** Alt and an arrow do the same by keyboard. */
function Grip({ width, resize }: { width: number; resize: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      class="grip"
      aria-hidden="true"
      onPointerDown={(event) => {
        const shown = event.currentTarget.parentElement?.offsetWidth ?? width;
        from.current = { x: event.clientX, width: shown };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (!from.current) return;
        const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
        const change = event.clientX - from.current.x;
        resize(from.current.width + (rtl ? -change : change));
      }}
      onPointerUp={() => {
        from.current = null;
      }}
    />
  );
}

interface RowProps {
  id: string;
  row: number;
  rows: Rows;
  layout: Layout;
  selection: Selection | null;
  placeholder: string | null | undefined;
  sight: readonly [from: number, to: number];
}

export function Row({ id, row, rows, layout, selection, placeholder, sight }: RowProps) {
  const [from, to] = sight;
  return (
    <div class="grid-line" role="row" aria-rowindex={row + 2}>
      {layout.columns.map((column, at) => {
        if (layout.pins[at] === null && (at < from || at >= to)) return null;
        const selected = selection?.has(row, at) ?? false;
        const isHead = selected && selection?.head.row === row && selection.head.column === at;
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have it.
          <div
            key={column.name}
            id={`${id}-${row}-${at}`}
            role={column.index ? "rowheader" : "gridcell"}
            aria-colindex={at + 1}
            aria-selected={selected}
            class={`cell ${classOf(layout, at)}${selected ? " selected" : ""}${isHead ? " head" : ""}`}
            style={placeOf(layout, at)}
            data-row={row}
            data-column={at}
          >
            <Content cell={rows.cell(row, layout.indices[at] ?? 0)} {...{ column, placeholder }} />
          </div>
        );
      })}
    </div>
  );
}

interface ContentProps {
  cell: ReturnType<Rows["cell"]>;
  column: Column;
  placeholder: string | null | undefined;
}

function Content({ cell, column, placeholder }: ContentProps) {
  if (cell === undefined) return <span class="coming" />;
  const text = textOf(cell, column);
  if (text === null) return <span class="missing">{placeholder ?? "None"}</span>;
  if (column.type === "boolean") return <Flag set={cell === true} />;
  return (
    <span class="cell-text" title={text.length > 30 ? text : undefined}>
      {text}
    </span>
  );
}

function Flag({ set }: { set: boolean }) {
  return (
    <span class={`flag${set ? " set" : ""}`} role="img" aria-label={set ? "true" : "false"}>
      {set ? <Glyph name="check" /> : null}
    </span>
  );
}
