import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Glyph } from "./glyph";
import { showBeside } from "./popover";
import "./listbox.css";

const SEEN = 8;
const SPARE = 6;

interface Props {
  id: string;
  anchor: HTMLElement;
  count: number;
  active: number;
  textOf: (row: number) => string;
  isSelected: (row: number) => boolean;
  hover: (row: number) => void;
  pick: (row: number) => void;
  empty: string;
  /** Whether several can be chosen. */
  many?: boolean;
  isDisabled?: (row: number) => boolean;
  /** A row that is no option but does something to many. */
  isAction?: (row: number) => boolean;
}

/** An open list in the top layer. It draws only the rows in sight, so ten thousand open at once. */
export function Listbox(props: Props) {
  const { id, anchor, count, active } = props;
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState<number | null>(null);
  const row = matchMedia("(pointer: coarse)").matches ? 44 : 36;
  const room = SEEN * row;

  // Before what follows, which measures it.
  useLayoutEffect(() => {
    return list.current ? showBeside(list.current, anchor, { match: true }) : undefined;
  }, [anchor]);
  // Keeps the active row in sight; at first, in the middle.
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const height = box.clientHeight || room;
    const at = active * row;
    if (top === null) box.scrollTop = at - height / 2;
    else if (at < box.scrollTop) box.scrollTop = at;
    else if (at + row > box.scrollTop + height) box.scrollTop = at + row - height + 8;
    setTop(box.scrollTop);
  }, [active, count, row]);

  const from = Math.max(0, Math.floor((top ?? active * row) / row) - SPARE);
  const to = Math.min(count, from + SEEN + 2 * SPARE + 2);
  return (
    <div
      ref={list}
      id={id}
      popover="manual"
      role="listbox"
      class="listbox"
      aria-label="Options"
      aria-multiselectable={props.many}
      data-testid="stSelectboxVirtualDropdown"
      tabIndex={-1}
      style={{ "--row": `${row}px` }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      // The input keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
    >
      {count === 0 ? (
        <div class="nothing" role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
          {props.empty}
        </div>
      ) : null}
      <div
        role="presentation"
        style={{ blockSize: `${count * row}px`, paddingBlockStart: `${from * row}px` }}
      >
        {Array.from({ length: Math.max(0, to - from) }, (_, index) => (
          <Row key={from + index} {...props} row={from + index} />
        ))}
      </div>
    </div>
  );
}

function Row(props: Props & { row: number }) {
  const { id, count, active, hover, pick, row } = props;
  const selected = props.isSelected(row);
  const disabled = props.isDisabled?.(row) ?? false;
  const text = props.textOf(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys.
    <div
      id={`${id}-${row}`}
      role="option"
      class={`option${row === active ? " active" : ""}${props.isAction?.(row) ? " action" : ""}`}
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={disabled || undefined}
      aria-setsize={count}
      aria-posinset={row + 1}
      title={text.length > 40 ? text : undefined}
      onPointerMove={() => {
        if (row !== active) hover(row);
      }}
      onClick={() => {
        if (!disabled) pick(row);
      }}
    >
      <span>{text}</span>
      {selected ? <Glyph name="check" /> : null}
    </div>
  );
}
