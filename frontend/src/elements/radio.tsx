import { useId } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { optionIds } from "../options";
import { usePage } from "../page";
import type { Radio, Width } from "../wire.gen";
import "./radio.css";

export const width: Width = "content";

export default function RadioElement({ node, element }: View<Radio>) {
  const page = usePage();
  const id = useId();
  const { options, captions = [], horizontal = false, disabled = false } = element;
  const value = element.value === undefined ? element.default : element.value;
  return (
    <div class="stRadio" data-testid="stRadio">
      <WidgetLabel element={element} id={id} />
      <div
        class={`radios${horizontal ? " horizontal" : ""}`}
        role="radiogroup"
        aria-labelledby={id}
        aria-disabled={disabled}
      >
        {optionIds(options).map((option, index) => (
          <label key={option} class="radio" data-testid="stRadioOption">
            <input
              type="radio"
              name={id}
              value={option}
              checked={option === value}
              disabled={disabled}
              onChange={() => page.change(node, option)}
            />
            <span class="choice">
              <Inline text={options[index] ?? ""} />
              {captions[index] ? (
                <small>
                  <Inline text={captions[index]} />
                </small>
              ) : null}
            </span>
          </label>
        ))}
        {options.length === 0 ? <span class="none">No options</span> : null}
      </div>
    </div>
  );
}
