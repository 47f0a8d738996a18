import { useId, useRef, useState } from "preact/hooks";
import { FieldNote } from "../field-note";
import { filtered } from "../filter";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { Listbox } from "../listbox";
import { optionIds } from "../options";
import { usePage } from "../page";
import { useRequired } from "../required";
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
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const choice = useChoice({ node, element });
  const { value, label, open } = choice;
  const problem = useRequired(
    node,
    element.required === true && value === null && !element.disabled,
  );
  return (
    <div class="stSelectbox" data-testid="stSelectbox">
      <WidgetLabel element={element} control={id} />
      <div
        ref={box}
        class={`field select${problem ? " invalid" : ""}`}
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button") || event.button !== 0) return;
          if (event.target !== input.current) event.preventDefault();
          input.current?.focus();
          open ? choice.close() : choice.show();
        }}
      >
        {element.icon ? <Icon name={element.icon} /> : null}
        <Combobox {...{ id, element, choice, input, problem }} />
        {element.clearable && value !== null && !element.disabled ? (
          <Clear act={() => choice.set(null)} />
        ) : null}
        <span class="arrow" aria-hidden="true">
          <Glyph name="chevron" />
        </span>
      </div>
      <FieldNote id={`${id}-note`} problem={problem} />
      {open && box.current ? (
        <Listbox
          id={`${id}-list`}
          anchor={box.current}
          count={choice.count}
          active={choice.active}
          textOf={(row) => textOf(element.options, choice.found, row)}
          isSelected={(row) =>
            label !== null && element.options[choice.found.options[row] ?? -1] === label
          }
          hover={choice.setActive}
          pick={choice.pick}
          empty={element.options.length === 0 ? "No options" : "No results"}
        />
      ) : null}
    </div>
  );
}

interface ComboboxProps {
  id: string;
  element: Selectbox;
  choice: Choice;
  input: { current: HTMLInputElement | null };
  problem: string | null;
}

/** The line that shows the choice; while the list is open, it takes what to look for. */
function Combobox({ id, element, choice, input, problem }: ComboboxProps) {
  const { placeholder = "Choose an option", options, accept_new: acceptsNew = false } = element;
  const { open, label, query, count, active } = choice;
  const typing = takesText(element);
  return (
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
      aria-invalid={problem !== null}
      aria-describedby={`${id}-note`}
      value={open && typing ? query : (label ?? "")}
      placeholder={label ?? placeholder}
      disabled={element.disabled}
      readOnly={!typing}
      inputMode={coarse.matches && options.length <= FEW && !acceptsNew ? "none" : undefined}
      onInput={(event) => choice.look(event.currentTarget.value)}
      onBlur={choice.close}
      onKeyDown={choice.onKeyDown}
    />
  );
}

function Clear({ act }: { act: () => void }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label="Clear"
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Glyph name="close" />
    </button>
  );
}

function takesText({ filter = "fuzzy", accept_new: acceptsNew = false }: Selectbox): boolean {
  return filter !== null || acceptsNew;
}

type Choice = ReturnType<typeof useChoice>;

/** What is chosen, what is looked for, and what keys do about it. */
function useChoice({ node, element }: View<Selectbox>) {
  const page = usePage();
  const value = (element.value === undefined ? element.default : element.value) ?? null;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const ids = optionIds(element.options);
  const found = open ? look(element, query) : { options: [], fresh: null };
  const count = found.options.length + (found.fresh === null ? 0 : 1);

  const show = () => {
    if (element.disabled || open) return;
    setQuery("");
    setActive(Math.max(0, value === null ? 0 : ids.indexOf(value)));
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
    if (index !== undefined) set(ids[index] ?? null);
    else if (found.fresh !== null) set(found.fresh);
  };
  const clear = element.clearable && value !== null ? () => set(null) : undefined;
  const keys = open
    ? openKeys({ query, active, count, pick, close, setActive })
    : closedKeys(show, clear);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    // A letter opens the list first, so that it does not fall into the label.
    if (!act && !open && isLetter(event)) show();
    if (!act) return;
    act();
    event.preventDefault();
  };
  return {
    ...{ value, label: labelOf(element, value), open, query, active, found, count },
    ...{ show, close, set, pick, setActive, onKeyDown },
    look(text: string) {
      setQuery(text);
      setActive(0);
      setOpen(true);
    },
  };
}

type Keys = Readonly<Record<string, (() => void) | undefined>>;

function closedKeys(show: () => void, clear: (() => void) | undefined): Keys {
  return {
    ArrowDown: show,
    ArrowUp: show,
    Enter: show,
    " ": show,
    Backspace: clear,
    Delete: clear,
    Escape: clear,
  };
}

interface Opened {
  query: string;
  active: number;
  count: number;
  pick: (row: number) => void;
  close: () => void;
  setActive: (row: number) => void;
}

function openKeys({ query, active, count, pick, close, setActive }: Opened): Keys {
  const move = (row: number) => setActive(Math.max(0, Math.min(count - 1, row)));
  return {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + PAGE),
    PageUp: () => move(active - PAGE),
    Enter: () => pick(active),
    Escape: close,
    // In a text that is typed, these keys move the caret.
    Home: query ? undefined : () => move(0),
    End: query ? undefined : () => move(count - 1),
  };
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (key.length === 1 || key === "Unidentified") && !ctrlKey && !metaKey && !altKey;
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
