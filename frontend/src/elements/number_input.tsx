import { useId } from "preact/hooks";
import { useDraft } from "../draft";
import { enterHint, submitByEnter } from "../enter";
import { FieldNote } from "../field-note";
import { float, formatNumber } from "../format/number";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { narrowed, parseNumber, stepped } from "../number";
import { usePage } from "../page";
import { fromNumber, type Numeric, toNumber } from "../wire";
import type { NumberInput } from "../wire.gen";
import "./number_input.css";

export default function NumberInputElement({ node, element }: View<NumberInput>) {
  const id = useId();
  const number = useNumber({ node, element });
  const { problem } = number.draft;
  const { disabled = false, icon, min, max } = element;
  return (
    <div class="stNumberInput" data-testid="stNumberInput">
      <WidgetLabel element={element} control={id} />
      <div class={`field${problem ? " invalid" : ""}`} data-testid="stNumberInputContainer">
        {icon ? <Icon name={icon} /> : null}
        <Line id={id} element={element} number={number} />
        {number.clear && !disabled ? <Clear act={number.clear} /> : null}
        <Step
          name="minus"
          label="Decrease"
          disabled={disabled || isAt(number.standing, min)}
          act={() => number.step(-1)}
        />
        <Step
          name="plus"
          label="Increase"
          disabled={disabled || isAt(number.standing, max)}
          act={() => number.step(1)}
        />
      </div>
      <FieldNote id={`${id}-note`} problem={problem} hint={number.draft.dirty && enterHint(node)} />
    </div>
  );
}

/** The number that stands or is being typed, and what changes it. */
function useNumber({ node, element }: View<NumberInput>) {
  const page = usePage();
  const wire = element.value === undefined ? element.default : element.value;
  const value = wire === null || wire === undefined ? null : toNumber(wire);
  const draft = useDraft({
    node,
    value: value === null ? "" : shown(element, value),
    refuse: (text) => refusal(element, text),
    send: (text) => {
      const number = parseNumber(text, element.integer);
      if (number !== undefined) page.change(node, fromNumber(number));
      else if (element.default === null) page.change(node, null);
    },
  });
  const typed = draft.dirty ? parseNumber(draft.text, element.integer) : undefined;
  const standing = typed ?? value;
  const clear = () => {
    draft.discard();
    page.change(node, null);
  };
  return {
    draft,
    standing,
    clear: element.default === null && value !== null ? clear : undefined,
    step(count: number) {
      const next = stepTo(element, standing, count);
      draft.discard();
      if (next !== value) page.change(node, fromNumber(next));
    },
    onKeyDown(event: KeyboardEvent) {
      const count = KEYS[event.key];
      if (count !== undefined) {
        event.preventDefault();
        this.step(count);
      } else if (event.key === "Escape" && this.clear && !draft.dirty) {
        event.preventDefault();
        this.clear();
      } else if (event.key === "Escape") draft.discard();
      else if (event.key === "Enter" && draft.commit()) submitByEnter(page, node);
    },
  };
}

interface LineProps {
  id: string;
  element: NumberInput;
  number: ReturnType<typeof useNumber>;
}

function Line({ id, element, number }: LineProps) {
  const { draft, standing } = number;
  return (
    <input
      id={id}
      type="text"
      role="spinbutton"
      inputMode={element.integer ? "numeric" : "decimal"}
      autocomplete="off"
      data-testid="stNumberInputField"
      value={draft.text}
      placeholder={element.placeholder ?? undefined}
      disabled={element.disabled}
      required={element.required}
      aria-valuenow={standing === null ? undefined : Number(standing)}
      aria-valuetext={draft.text || "empty"}
      aria-valuemin={bound(element.min)}
      aria-valuemax={bound(element.max)}
      aria-invalid={draft.problem !== null}
      aria-describedby={`${id}-note`}
      onInput={(event) => draft.type(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => number.onKeyDown(event)}
    />
  );
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

function Clear({ act }: { act: () => void }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label="Clear"
      data-testid="stNumberInputClearButton"
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Glyph name="close" />
    </button>
  );
}

interface StepProps {
  name: "minus" | "plus";
  label: string;
  disabled: boolean;
  act: () => void;
}

function Step({ name, label, disabled, act }: StepProps) {
  return (
    <button
      type="button"
      class="step"
      tabIndex={-1}
      aria-label={label}
      data-testid={name === "minus" ? "stNumberInputStepDown" : "stNumberInputStepUp"}
      disabled={disabled}
      // The field keeps the focus, and with it what is typed.
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Glyph name={name} />
    </button>
  );
}

/** Formats for display; what cannot be read back is shown plainly, so that nothing typed is lost. */
function shown({ format, integer, step }: NumberInput, value: Numeric): string {
  if (!format && !integer) return float(value, toNumber(step));
  const text = formatNumber(value, format);
  return parseNumber(text, integer) === undefined ? formatNumber(value) : text;
}

function bound(wire: number | string | null | undefined): number | undefined {
  return wire === null || wire === undefined ? undefined : Number(toNumber(wire));
}

function isAt(value: Numeric | null, wire: number | string | null | undefined): boolean {
  if (value === null || wire === null || wire === undefined) return false;
  const limit = toNumber(wire);
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number only this way.
  return value == limit;
}

function stepTo(element: NumberInput, from: Numeric | null, count: number): Numeric {
  const { min, max } = element;
  const lowest = min === null || min === undefined ? null : toNumber(min);
  const highest = max === null || max === undefined ? null : toNumber(max);
  const next = from === null ? (lowest ?? 0) : stepped(from, toNumber(element.step), count);
  if (lowest !== null && next < lowest) return lowest;
  if (highest !== null && next > highest) return highest;
  return typeof next === "bigint" ? narrowed(next) : next;
}

function refusal(element: NumberInput, text: string): string | null {
  if (text.trim() === "") {
    return element.required || element.default !== null ? "A number is required." : null;
  }
  const value = parseNumber(text, element.integer);
  if (value === undefined)
    return element.integer ? "This is not a whole number." : "This is not a number.";
  const { min, max } = element;
  if (min !== null && min !== undefined && value < toNumber(min)) {
    return `The least possible value is ${shown(element, toNumber(min))}.`;
  }
  if (max !== null && max !== undefined && value > toNumber(max)) {
    return `The greatest possible value is ${shown(element, toNumber(max))}.`;
  }
  return null;
}
