import { useId } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { usePage } from "../page";
import { Help } from "../tooltip";
import type { Toggle, Width } from "../wire.gen";
import "./toggle.css";

export const width: Width = "content";

/** Authors' CSS and tests know a toggle as a checkbox that is drawn as a switch. */
export default function ToggleElement({ node, element }: View<Toggle>) {
  const page = usePage();
  const id = useId();
  const { label, help, disabled = false, label_visibility: visibility = "visible" } = element;
  const on = element.value ?? element.default ?? false;
  return (
    <div
      class={`stCheckbox toggle${element.wrap === false ? " cut" : ""}`}
      data-testid="stCheckbox"
    >
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={(event) => page.change(node, event.currentTarget.checked)}
      />
      <label for={id} class={`choice ${visibility === "visible" ? "" : "unseen"}`}>
        <Inline text={label} />
      </label>
      {help && visibility === "visible" ? <Help text={help} /> : null}
    </div>
  );
}
