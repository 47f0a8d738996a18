import { VerticalBlock } from "../element";
import { Glyph } from "../glyph";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { useOpen } from "../open";
import type { Status } from "../wire.gen";
import "../boxed.css";
import "../wheel.css";
import "./status.css";

export default function StatusElement({ node, element }: View<Status>) {
  const { label, state = "running", type = "default" } = element;
  const [open, setOpen] = useOpen(element.expanded);
  return (
    <div class={`stExpander stStatus ${state}`} data-testid="stExpander">
      <details
        class={`boxed ${type}`}
        open={open}
        onToggle={(event) => void setOpen(event.currentTarget.open)}
      >
        <summary>
          <StateIcon state={state} />
          <span role="status">
            <Inline text={label} />
          </span>
          <span class="chevron">
            <Glyph name="chevron" />
          </span>
        </summary>
        <div class="inside" data-testid="stExpanderDetails">
          <VerticalBlock node={node} />
        </div>
      </details>
    </div>
  );
}

function StateIcon({ state }: { state: NonNullable<Status["state"]> }) {
  if (state === "running") return <span class="wheel" role="img" aria-label="Running" />;
  return (
    <span class="state" role="img" aria-label={state === "error" ? "Failed" : "Complete"}>
      <Glyph name={state === "error" ? "error" : "success"} />
    </span>
  );
}
