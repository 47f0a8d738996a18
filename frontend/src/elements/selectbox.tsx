import { useId, useRef, useState } from "preact/hooks";
import { filtered } from "../filter";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { Listbox } from "../listbox";
import { optionIds } from "../options";
import { usePage } from "../page";
import type { Selectbox } from "../wire.gen";
import "./selectbox.css";

const FEW = 10;
const PAGE = 8;
const coarse = matchMedia("(pointer: coarse)");

/** What an open list shows: options by index, and perhaps what was typed as a new one. */
interface Found {
  options: number[];
  fresh: string | null;
}

export default function SelectboxElement({ node, element }: View<Selectbox>) {
  const page = usePage();
  const id = useId();
  const {
    options,
    disabled = false,
    icon,
    filter = "fuzzy",
    accept_new: acceptsNew = false,
  } = element;
  const value = (element.value === undefined ? element.default : element.value) ?? null;
  const label = labelOf(element, value);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const found = open ? look(element, query) : { options: [], fresh: null };
  const count = found.options.length + (found.fresh === null ? 0 : 1);
  const typing = filter !== null || acceptsNew;

  const show = () => {
    if (disabled || open) return;
    setQuery("");
    setActive(Math.max(0, value === null ? 0 : optionIds(options).indexOf(value)));
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setQuery("");
  };
  const set = (next: string | null) => {
    close();
    if (next !== value) page.change(node, next);
  };
  const pick = (row: number) => {
    const index = found.options[row];
    if (index !== undefined) set(optionIds(options)[index] ?? null);
    else if (found.fresh !== null) set(found.fresh);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? setActive(Math.min(count - 1, active + 1)) : show()),
    ArrowUp: () => (open ? setActive(Math.max(0, active - 1)) : show()),
    PageDown: () => setActive(Math.min(count - 1, active + PAGE)),
    PageUp: () => setActive(Math.max(0, active - PAGE)),
    Enter: () => (open ? pick(active) : show()),
  };
  const listKeys: typeof keys = {
    Escape: close,
    Home: () => setActive(0),
    End: () => setActive(count - 1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act =
      keys[event.key] ??
      (open && !(query && event.key !== "Escape") ? listKeys[event.key] : undefined);
    const clears =
      element.clearable && !open && (event.key === "Backspace" || event.key === "Delete");
    if (act) act();
    else if (clears && value !== null) set(null);
    else if (event.key === " " && !open) show();
    else return;
    event.preventDefault();
  };

  return (
    <div class="stSelectbox" data-testid="stSelectbox">
      <WidgetLabel element={element} control={id} />
      <div
        ref={box}
        class="field select"
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button") || event.button !== 0) return;
          if (event.target !== input.current) event.preventDefault();
          input.current?.focus();
          open ? close() : show();
        }}
      >
        {icon ? <Icon name={icon} /> : null}
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-autocomplete={typing ? "list" : "none"}
          aria-expanded={open}
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open && count > 0 ? `${id}-list-${active}` : undefined}
          aria-required={element.required}
          value={open && query ? query : (label ?? "")}
          placeholder={element.placeholder ?? "Choose an option"}
          disabled={disabled}
          readOnly={!typing}
          inputMode={coarse.matches && options.length <= FEW && !acceptsNew ? "none" : undefined}
          onInput={(event) => {
            const text = event.currentTarget.value;
            setQuery(open || !label ? text : text.replace(label, ""));
            setActive(0);
            setOpen(true);
          }}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {element.clearable && value !== null && !disabled ? (
          <button
            type="button"
            class="quiet"
            aria-label="Clear"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => set(null)}
          >
            <Glyph name="close" />
          </button>
        ) : null}
        <span class="arrow" aria-hidden="true">
          <Glyph name="chevron" />
        </span>
      </div>
      {open && box.current ? (
        <Listbox
          id={`${id}-list`}
          anchor={box.current}
          count={count}
          active={active}
          textOf={(row) => textOf(options, found, row)}
          isSelected={(row) => label !== null && options[found.options[row] ?? -1] === label}
          hover={setActive}
          pick={pick}
          empty={options.length === 0 ? "No options" : "No results"}
        />
      ) : null}
    </div>
  );
}

/** An id that is no option is one that the user added. */
function labelOf({ options }: Selectbox, value: string | null): string | null {
  if (value === null) return null;
  return options[optionIds(options).indexOf(value)] ?? value;
}

function look(
  { options, filter = "fuzzy", accept_new: acceptsNew }: Selectbox,
  query: string,
): Found {
  const text = query.trim();
  const isNew = acceptsNew && text !== "" && !options.includes(text);
  return { options: filtered(options, query, filter), fresh: isNew ? text : null };
}

function textOf(options: readonly string[], found: Found, row: number): string {
  const index = found.options[row];
  return index === undefined ? `Add: ${found.fresh}` : (options[index] ?? "");
}
