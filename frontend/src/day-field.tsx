import { useEffect, useRef, useState } from "preact/hooks";
import { Calendar } from "./calendar";
import { bounded, type Day, plusMonths, today, typedDays, writtenDay, writtenDays } from "./days";
import { useDraft } from "./draft";
import { enterHint, submitByEnter } from "./enter";
import { FieldNote } from "./field-note";
import { Glyph } from "./glyph";
import { useOutside } from "./outside";
import { usePage } from "./page";
import type { Node } from "./store";
import "./moment-field.css";

const TEN_YEARS = 120;
const EXAMPLES = ["2026-03-14", "2026-03-31"];
const coarse = matchMedia("(pointer: coarse)");

export interface DayFieldProps {
  node: Node;
  id: string;
  /** Names the field where no label does. */
  label?: string;
  days: readonly Day[];
  range: boolean;
  min: Day | null | undefined;
  max: Day | null | undefined;
  format: string;
  disabled: boolean | undefined;
  required: boolean | undefined;
  clearable: boolean;
  send: (days: readonly Day[]) => void;
}

/** A line for a day or a range, to type in; it opens a calendar. */
export function DayField(props: DayFieldProps) {
  const { node, id, format, range, disabled, required, clearable } = props;
  const page = usePage();
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const days = useDays(props);
  const { draft, picker } = days;
  const isClearable = clearable && !disabled && props.days.length > 0;
  useOutside(box, picker.open, picker.close);
  return (
    <div
      ref={box}
      class="day-field"
      onFocusOut={(event) => {
        const to = event.relatedTarget as globalThis.Node | null;
        if (to && !box.current?.contains(to)) picker.close();
      }}
    >
      <div
        class={`field select${draft.problem ? " invalid" : ""}`}
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button") || event.button !== 0) return;
          if (event.target !== line.current) event.preventDefault();
          line.current?.focus();
          if (picker.open && event.target !== line.current) picker.close();
          else picker.show(false);
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
          aria-haspopup="dialog"
          aria-autocomplete="none"
          aria-expanded={picker.open}
          aria-controls={picker.open ? `${id}-calendar` : undefined}
          aria-describedby={`${id}-note`}
          aria-invalid={draft.problem !== null}
          aria-required={required}
          value={draft.text}
          placeholder={range ? `${format} – ${format}` : format}
          disabled={disabled}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (!days.onKeyDown(event) || !draft.commit()) return;
            picker.close();
            submitByEnter(page, node);
          }}
        />
        {isClearable ? <Clear act={days.clear} /> : null}
        <span class="arrow" aria-hidden="true">
          <Glyph name="calendar" />
        </span>
      </div>
      <FieldNote
        id={`${id}-note`}
        problem={draft.problem}
        hint={draft.dirty && !picker.open && enterHint(node)}
      />
      {picker.open && box.current ? (
        <Calendar
          id={`${id}-calendar`}
          label={range ? "Choose the first and the last day" : "Choose a day"}
          anchor={box.current.firstElementChild as HTMLElement}
          days={days.shown}
          range={range}
          min={days.min}
          max={days.max}
          focused={picker.focused}
          pick={(day) => {
            if (days.pick(day)) line.current?.focus();
          }}
          clear={isClearable ? days.clear : undefined}
          close={() => {
            picker.close();
            line.current?.focus();
          }}
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

/** Whether the calendar is open, and whether the keys go to it. */
function usePicker(disabled: boolean | undefined) {
  const [state, setState] = useState<"closed" | "open" | "focused">("closed");
  return {
    open: state !== "closed",
    focused: state === "focused",
    show: (focused: boolean) => {
      if (!disabled) setState(focused ? "focused" : "open");
    },
    close: () => setState("closed"),
  };
}

/** The days that stand, are typed, or are half chosen. */
function useDays(props: DayFieldProps) {
  const { days, range, format, required, send } = props;
  const picker = usePicker(props.disabled);
  // One end of a range that may not be sent without the other.
  const [half, setHalf] = useState<Day | null>(null);
  const [min, max] = boundsOf(props);
  const draft = useDraft({
    node: props.node,
    value: writtenDays(days, format, range),
    refuse: (text) => refusal(props, text, min, max),
    send: (text) => send(typedDays(text, format, range) ?? []),
  });
  const one = half ?? (range && days.length === 1 ? (days[0] ?? null) : null);
  useEffect(() => {
    if (!picker.open) setHalf(null);
  }, [picker.open]);
  /** Tells whether nothing more is to be chosen. */
  const pick = (day: Day): boolean => {
    draft.discard();
    if (range && one === null) {
      if (required) setHalf(day);
      else send([day]);
      return false;
    }
    send(range && one !== null ? [one, day].sort() : [day]);
    setHalf(null);
    picker.close();
    return true;
  };
  return {
    ...{ draft, picker, min, max, pick },
    shown: half === null ? days : [half],
    clear() {
      draft.discard();
      picker.close();
      setHalf(null);
      send([]);
    },
    /** Tells whether the text is to be taken. */
    onKeyDown(event: KeyboardEvent): boolean {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        picker.show(true);
      } else if (event.key === "Escape") {
        if (picker.open) event.preventDefault();
        else draft.discard();
        picker.close();
      }
      return event.key === "Enter";
    },
  };
}

/** Where the script gives no bound it is ten years away. */
function boundsOf({ days, min, max }: DayFieldProps): [Day, Day] {
  const now = today();
  const resolved = (given: Day | null | undefined) => (given === "today" ? now : given);
  const [low, high] = [resolved(min), resolved(max)];
  const base = bounded(now, low ?? now, high ?? now);
  const around = [base, ...days].sort();
  return [
    low ?? plusMonths(around[0] ?? base, -TEN_YEARS),
    high ?? plusMonths(around.at(-1) ?? base, TEN_YEARS),
  ];
}

function refusal(props: DayFieldProps, text: string, min: Day, max: Day): string | null {
  const { format, range, clearable, required } = props;
  if (text.trim() === "") return clearable ? null : "A day is required.";
  const days = typedDays(text, format, range);
  if (days === null) {
    const example = writtenDays(range ? EXAMPLES : EXAMPLES.slice(1), format, range);
    return range ? `Write two days such as ${example}.` : `Write a day such as ${example}.`;
  }
  if (range && required && days.length < 2) return "Both days are required.";
  if (props.min && days.some((day) => day < min)) {
    return `The first possible day is ${writtenDay(min, format)}.`;
  }
  if (props.max && days.some((day) => day > max)) {
    return `The last possible day is ${writtenDay(max, format)}.`;
  }
  return null;
}
