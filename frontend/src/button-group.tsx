import { useId } from "preact/hooks";
import { Inline } from "./inline";
import type { View } from "./kinds";
import { WidgetLabel } from "./label";
import { optionIds } from "./options";
import { usePage } from "./page";
import type { Pills, SegmentedControl } from "./wire.gen";
import "./button-group.css";

interface Props extends View<Pills | SegmentedControl> {
  look: "pills" | "segments";
}

/** Options as buttons. One of them is chosen as of radio buttons, several as of checkboxes. */
export function ButtonGroup({ node, element, look }: Props) {
  const page = usePage();
  const id = useId();
  const { options, many = false, required = false, disabled = false } = element;
  const ids = optionIds(options);
  const chosen = (element.value ?? element.default).filter((each) => ids.includes(each));
  const toggle = (each: string) => {
    const is = chosen.includes(each);
    if (!many && is && required) return;
    const others = many ? chosen.filter((other) => other !== each) : [];
    page.change(node, is ? others : [...others, each]);
  };
  const stop = many ? null : (chosen[0] ?? ids[0]);
  return (
    <div class="stButtonGroup" data-testid="stButtonGroup">
      <WidgetLabel element={element} id={id} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is one of two. */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name. */}
      <div
        class={`${look}${element.wrap === false ? " one-line" : ""}`}
        role={many ? "group" : "radiogroup"}
        aria-labelledby={id}
        aria-disabled={disabled}
        onKeyDown={moveFocus}
      >
        {ids.map((each, index) => (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a radio where it is checked.
          <button
            key={each}
            type="button"
            role={many ? undefined : "radio"}
            class={chosen.includes(each) ? "chosen" : ""}
            data-testid={`stBaseButton-${look === "pills" ? "pills" : "segmented_control"}${chosen.includes(each) ? "Active" : ""}`}
            tabIndex={stop === null || stop === each ? 0 : -1}
            aria-checked={many ? undefined : chosen.includes(each)}
            aria-pressed={many ? chosen.includes(each) : undefined}
            disabled={disabled}
            onClick={() => toggle(each)}
          >
            <Inline text={options[index] ?? ""} />
          </button>
        ))}
        {options.length === 0 ? <span class="none">No options</span> : null}
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** Arrows go from button to button; they choose nothing, since every choice runs the script. */
export function moveFocus(event: preact.TargetedKeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
  const turn = rtl && /Left|Right/.test(event.key) ? -step : step;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button:enabled")];
  const at = all.indexOf(event.target as HTMLElement);
  all[(at + turn + all.length) % all.length]?.focus();
}
