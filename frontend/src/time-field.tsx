import { useRef, useState } from "preact/hooks";
import {
  countOf,
  secondsOf,
  type Time,
  type TimeFormat,
  timeOf,
  typedTime,
  writtenTime,
} from "./clock";
import { useDraft } from "./draft";
import { enterHint, submitByEnter } from "./enter";
import { FieldNote } from "./field-note";
import { Glyph } from "./glyph";
import { Listbox } from "./listbox";
import { usePage } from "./page";
import type { Node } from "./store";
import "./moment-field.css";

const PAGE = 8;
const NOON = 43_200;
const coarse = matchMedia("(pointer: coarse)");

export interface TimeFieldProps {
  node: Node;
  id: string;
  /** Names the field where no label does. */
  label?: string;
  time: Time | null;
  step: number;
  format: TimeFormat;
  disabled: boolean | undefined;
  required: boolean | undefined;
  clearable: boolean;
  /** Whether a clear button is shown; else emptying the line clears. */
  button?: boolean;
  isPossible?: (time: Time) => boolean;
  send: (time: Time | null) => void;
}

/** A line for a time of the day, to type in; it opens a list of times. */
export function TimeField(props: TimeFieldProps) {
  const { node, id, time, format, disabled, clearable, button = true } = props;
  const page = usePage();
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const times = useTimes(props);
  const { draft, open } = times;
  return (
    <div class="time-field">
      <div
        ref={box}
        class={`field select${draft.problem ? " invalid" : ""}`}
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button") || event.button !== 0) return;
          if (event.target !== line.current) event.preventDefault();
          line.current?.focus();
          if (open && event.target !== line.current) times.close();
          else times.show();
        }}
      >
        <input
          ref={line}
          id={id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          inputMode={coarse.matches ? "none" : undefined}
          aria-label={props.label}
          aria-autocomplete="none"
          aria-expanded={open}
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open ? `${id}-list-${times.active}` : undefined}
          aria-describedby={`${id}-note`}
          aria-invalid={draft.problem !== null}
          aria-required={props.required}
          value={draft.text}
          placeholder={format === "24h" ? "HH:MM" : "H:MM"}
          disabled={disabled}
          onInput={(event) => times.type(event.currentTarget.value)}
          onBlur={times.leave}
          onKeyDown={(event) => {
            if (times.onKeyDown(event)) submitByEnter(page, node);
          }}
        />
        {button && clearable && time !== null && !disabled ? (
          <Clear act={() => times.set(null)} />
        ) : null}
        <span class="arrow" aria-hidden="true">
          <Glyph name="clock" />
        </span>
      </div>
      <FieldNote
        id={`${id}-note`}
        problem={draft.problem}
        hint={draft.dirty && !open && enterHint(node)}
      />
      {open && box.current ? (
        <Listbox
          id={`${id}-list`}
          anchor={box.current}
          count={times.count}
          active={times.active}
          textOf={(row) => writtenTime(times.at(row), format)}
          isSelected={(row) => times.at(row) === time}
          isDisabled={(row) => props.isPossible?.(times.at(row)) === false}
          hover={times.setActive}
          pick={(row) => times.set(times.at(row))}
          empty=""
        />
      ) : null}
    </div>
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

/** The time that stands or is typed, and the list of times. */
function useTimes(props: TimeFieldProps) {
  const { time, step, format, clearable, send } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const exact = step % 60 !== 0;
  const count = countOf(step);
  const at = (row: number) => timeOf(row * step, exact);
  const near = (wanted: Time | null) =>
    Math.min(count - 1, Math.floor((wanted === null ? NOON : secondsOf(wanted)) / step));
  const draft = useDraft({
    node: props.node,
    value: time === null ? "" : writtenTime(time, format),
    refuse: (text) => {
      if (text.trim() === "") return clearable ? null : "A time is required.";
      const typed = typedTime(text, exact);
      if (typed === null) return `Write a time such as ${writtenTime("18:30", format)}.`;
      return props.isPossible?.(typed) === false ? "This time is not possible on that day." : null;
    },
    send: (text) => send(typedTime(text, exact)),
  });
  const close = () => setOpen(false);
  const show = () => {
    if (props.disabled || open) return;
    setActive(near(time));
    setOpen(true);
  };
  const set = (next: Time | null) => {
    if (next !== null && props.isPossible?.(next) === false) return;
    draft.discard();
    close();
    if (next !== time) send(next);
  };
  const move = (row: number) => {
    draft.discard();
    setActive(Math.max(0, Math.min(count - 1, row)));
  };
  const keys: Readonly<Record<string, (() => void) | undefined>> = open
    ? {
        ArrowDown: () => move(active + 1),
        ArrowUp: () => move(active - 1),
        PageDown: () => move(active + PAGE),
        PageUp: () => move(active - PAGE),
        Escape: close,
        Home: draft.dirty ? undefined : () => move(0),
        End: draft.dirty ? undefined : () => move(count - 1),
      }
    : { ArrowDown: show, ArrowUp: show, Escape: draft.discard };
  return {
    ...{ draft, open, active, count, at, close, show, set, setActive },
    type(text: string) {
      draft.type(text);
      const typed = typedTime(text, exact);
      if (typed !== null) setActive(near(typed));
      setOpen(true);
    },
    leave() {
      close();
      draft.commit();
    },
    /** Tells whether the text was taken. */
    onKeyDown(event: KeyboardEvent): boolean {
      keys[event.key]?.();
      if (keys[event.key]) event.preventDefault();
      if (event.key !== "Enter") return false;
      // What is typed counts, and else what the list stands at.
      if (open && !draft.dirty) {
        set(at(active));
        return false;
      }
      close();
      return draft.commit();
    },
  };
}
