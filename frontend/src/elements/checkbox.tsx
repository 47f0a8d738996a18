import { useId } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { usePage } from "../page";
import { Help } from "../tooltip";
import type { Checkbox, Width } from "../wire.gen";

export const width: Width = "content";

export default function CheckboxElement({ node, element }: View<Checkbox>) {
  const page = usePage();
  const id = useId();
  const { label, help, disabled = false, label_visibility: visibility = "visible" } = element;
  return (
    <div class="stCheckbox" data-testid="stCheckbox">
      <input
        id={id}
        type="checkbox"
        checked={element.value ?? element.default ?? false}
        disabled={disabled}
        onChange={(event) => page.change(node, event.currentTarget.checked)}
      />
      <label for={id} class={`choice ${visibility === "visible" ? "" : "unseen"}`}>
        <Inline text={label} />
      </label>
      {help ? <Help text={help} /> : null}
    </div>
  );
}
