import { useMemo, useRef, useState } from "preact/hooks";
import { CopyButton } from "../code-block";
import { Glyph } from "../glyph";
import { isNested, type Json, parse, Verbatim, write } from "../json/parse";
import { LONG, Openness, type Row, rowsOf } from "../json/rows";
import type { View } from "../kinds";
import type { Json as Element } from "../wire.gen";
import "./json.css";

const CHUNK = 50;

/** A tree of data: arrows go through it, Enter opens and closes, Ctrl+C copies the line's value. */
export default function JsonElement({ element }: View<Element>) {
  const { body, expanded = true } = element;
  const data = useMemo(() => parse(body), [body]);
  const openness = useMemo(() => new Openness(expanded), [expanded]);
  const [, redraw] = useState(0);
  const [focus, setFocus] = useState("");
  const tree = useRef<HTMLDivElement>(null);
  const rows = rowsOf(data, openness);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.path === focus),
  );
  const set = (row: Row, open: boolean) => {
    openness.set(keyOf(row), open);
    setFocus(row.path);
    redraw((count) => count + 1);
  };
  const go = (row: Row | undefined) => {
    if (!row) return;
    setFocus(row.path);
    tree.current?.querySelector<HTMLElement>(`[data-row="${rows.indexOf(row)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || !pressed(event, row, rows, { go, set })) return;
    event.preventDefault();
  };
  return (
    <div class="stJson" data-testid="stJson">
      <div ref={tree} class="json-tree" role="tree" aria-label="JSON" onKeyDown={onKeyDown}>
        {chunks(rows).map((chunk, number) => (
          <div key={number} role="none" class="json-chunk" style={roomFor(chunk)}>
            {chunk.map((row, index) => (
              <Line
                key={row.path}
                row={row}
                number={number * CHUNK + index}
                focused={number * CHUNK + index === at}
                onFocus={() => setFocus(row.path)}
                onToggle={() => set(row, !row.open)}
              />
            ))}
          </div>
        ))}
      </div>
      <CopyButton text={() => write(data)} label="Copy all" />
    </div>
  );
}

function chunks(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / CHUNK);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

function roomFor(chunk: readonly Row[]) {
  return { containIntrinsicBlockSize: `auto calc(${chunk.length} * var(--json-row))` };
}

/** A long text is opened under another name than what it would be as a list. */
function keyOf(row: Row): string {
  return isNested(row.value) ? row.path : `${row.path}…`;
}

interface Acts {
  go: (row: Row | undefined) => void;
  set: (row: Row, open: boolean) => void;
}

function pressed(event: KeyboardEvent, row: Row, rows: readonly Row[], { go, set }: Acts): boolean {
  const at = rows.indexOf(row);
  const opens = row.size !== undefined && row.size > 0;
  const rtl = getComputedStyle(event.currentTarget as HTMLElement).direction === "rtl";
  const [inward, outward] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if ((event.ctrlKey || event.metaKey) && event.key === "c") {
    if (String(getSelection()) !== "") return false;
    navigator.clipboard.writeText(textOf(row));
  } else if (event.ctrlKey || event.metaKey || event.altKey) return false;
  else if (event.key === "ArrowDown") go(rows[at + 1]);
  else if (event.key === "ArrowUp") go(rows[at - 1]);
  else if (event.key === "Home") go(rows[0]);
  else if (event.key === "End") go(rows.at(-1));
  else if (event.key === inward && opens) row.open ? go(rows[at + 1]) : set(row, true);
  else if (event.key === outward) {
    row.open ? set(row, false) : go(rows.find((other) => other.path === row.parent));
  } else if ((event.key === "Enter" || event.key === " ") && opens) set(row, !row.open);
  else return false;
  return true;
}

function textOf({ value, range }: Row): string {
  if (typeof value === "string") return value;
  if (!range) return write(value);
  if (Array.isArray(value)) return write(value.slice(...range));
  return write(Object.fromEntries(Object.entries(value as object).slice(...range)));
}

interface LineProps {
  row: Row;
  number: number;
  focused: boolean;
  onFocus: () => void;
  onToggle: () => void;
}

function Line({ row, number, focused, onFocus, onToggle }: LineProps) {
  const { name, range, size, open, depth } = row;
  const opens = size !== undefined && size > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
    <div
      role="treeitem"
      class="json-row"
      data-row={number}
      aria-level={depth + 1}
      aria-setsize={row.of}
      aria-posinset={row.place}
      aria-expanded={opens ? open : undefined}
      aria-selected={focused}
      tabIndex={focused ? 0 : -1}
      style={{ "--depth": depth }}
      onFocus={onFocus}
      onClick={opens ? onToggle : undefined}
    >
      <span class="json-arrow" aria-hidden="true">
        {opens ? <Glyph name="chevron" /> : null}
      </span>
      <span class="json-text">
        {name === null ? null : (
          <>
            <span class={typeof name === "number" ? "json-index" : "json-key"}>{name}</span>
            <span class="json-colon">: </span>
          </>
        )}
        {range ? (
          <span class="json-size">{`${range[0]} … ${range[1] - 1}`}</span>
        ) : (
          <Value row={row} />
        )}
      </span>
    </div>
  );
}

function Value({ row: { value, size = 0, open } }: { row: Row }) {
  if (isNested(value)) return <span class="json-size">{sizeOf(value, size)}</span>;
  if (typeof value === "string" && value.length > LONG && !open) {
    return (
      <span class="json-string">
        {`"${value.slice(0, LONG)}…`}
        <span class="json-size"> {value.length.toLocaleString()} characters</span>
      </span>
    );
  }
  return <span class={`json-${typeName(value)}`}>{spelled(value)}</span>;
}

function sizeOf(value: Json, size: number): string {
  if (Array.isArray(value)) return size === 0 ? "[ ]" : `[ ${size} ${plural(size, "item")} ]`;
  return size === 0 ? "{ }" : `{ ${size} ${plural(size, "key")} }`;
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

function typeName(value: Json): string {
  if (value === null) return "null";
  return value instanceof Verbatim ? "number" : typeof value;
}

function spelled(value: Json): string {
  if (typeof value === "string") return `"${value}"`;
  return value instanceof Verbatim ? value.text : String(value);
}
