import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDraft } from "../draft";
import { FieldNote } from "../field-note";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { useOutside } from "../outside";
import { usePage } from "../page";
import { showBeside } from "../popover";
import type { ColorPicker, Width } from "../wire.gen";
import "./color_picker.css";

export const width: Width = "content";

/** A swatch; it opens a place to pick, to choose and to type a colour. */
export default function ColorPickerElement({ node, element }: View<ColorPicker>) {
  const page = usePage();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const swatch = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // While the browser's own picker is open, its colour is nobody else's.
  const [held, setHeld] = useState<string | null>(null);
  const value = element.value ?? element.default;
  const shown = held ?? value;
  const send = (color: string) => {
    setHeld(null);
    if (color !== value) page.change(node, color);
  };
  const close = () => setOpen(false);
  useOutside(box, open, close);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focusable elements are inside.
    <div
      ref={box}
      class="stColorPicker"
      data-testid="stColorPicker"
      onFocusOut={(event) => {
        const to = event.relatedTarget as globalThis.Node | null;
        if (to && !box.current?.contains(to)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        close();
        swatch.current?.focus();
      }}
    >
      <WidgetLabel element={element} id={id} />
      <button
        ref={swatch}
        type="button"
        class="swatch"
        data-testid="stColorPickerBlock"
        aria-labelledby={`${id} ${id}-value`}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={element.disabled}
        onClick={() => setOpen(!open)}
      >
        <span class="color" style={{ background: shown }} />
        <span id={`${id}-value`} class="hex">
          {shown}
        </span>
      </button>
      {open && swatch.current ? (
        <Picker anchor={swatch.current} value={value} shown={shown} hold={setHeld} send={send} />
      ) : null}
    </div>
  );
}

interface PickerProps {
  anchor: HTMLElement;
  value: string;
  shown: string;
  hold: (color: string) => void;
  send: (color: string) => void;
}

const CHOICES = [
  ...["#000000", "#5c606b", "#b42525", "#e8710a", "#f0b400", "#17703c"],
  ...["#ffffff", "#12a594", "#1a5fb4", "#4353c9", "#7338b8", "#d6409f"],
];

function Picker({ anchor, value, shown, hold, send }: PickerProps) {
  const id = useId();
  const popup = useRef<HTMLDivElement>(null);
  const native = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    return popup.current ? showBeside(popup.current, anchor) : undefined;
  }, [anchor]);
  // "change" of the DOM, which comes when the browser's picker closes.
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    const line = native.current;
    if (!line) return;
    const commit = () => latest.current(line.value);
    line.addEventListener("change", commit);
    return () => line.removeEventListener("change", commit);
  }, []);
  return (
    <div
      ref={popup}
      popover="manual"
      role="dialog"
      class="color-popup"
      aria-label="Choose a colour"
    >
      <input
        ref={native}
        type="color"
        aria-label="Pick any colour"
        title="Pick any colour"
        value={longForm(shown)}
        onInput={(event) => hold(event.currentTarget.value)}
      />
      <div class="choices">
        {CHOICES.map((color) => (
          <button
            key={color}
            type="button"
            aria-label={color}
            aria-pressed={longForm(shown) === color}
            style={{ background: color }}
            onClick={() => send(color)}
          />
        ))}
      </div>
      <Hex id={id} value={value} shown={shown} send={send} />
    </div>
  );
}

function Hex({ id, value, shown, send }: { id: string } & Omit<PickerProps, "anchor" | "hold">) {
  const draft = useDraft({
    value: shown === value ? value : shown,
    refuse: (text) => (parsed(text) === null ? "Write a colour such as #00ffaa." : null),
    send: (text) => send(parsed(text) ?? value),
  });
  return (
    <div>
      <div class={`field${draft.problem ? " invalid" : ""}`}>
        <input
          type="text"
          aria-label="Hex code"
          aria-describedby={`${id}-note`}
          aria-invalid={draft.problem !== null}
          autocomplete="off"
          spellcheck={false}
          value={draft.text}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") draft.commit();
          }}
        />
      </div>
      <FieldNote id={`${id}-note`} problem={draft.problem} />
    </div>
  );
}

/** Reads a colour with or without its mark; null for what is none. */
function parsed(text: string): string | null {
  const found = /^#?((?:[0-9a-f]{3}){1,2})$/i.exec(text.trim());
  return found ? `#${found[1]}` : null;
}

/** The browser's own picker knows no short form. */
function longForm(color: string): string {
  const digits = color.slice(1);
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${long.toLowerCase()}`;
}
