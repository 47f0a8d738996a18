import { VerticalBlock } from "../element";
import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { useOpen } from "../open";
import { usePage } from "../page";
import type { Expander } from "../wire.gen";
import "../boxed.css";

export default function ExpanderElement({ node, element }: View<Expander>) {
  const page = usePage();
  const { label, icon, type = "default", track = false } = element;
  const [open, setOpen] = useOpen(track ? (element.value ?? element.expanded) : element.expanded);
  return (
    <div class="stExpander" data-testid="stExpander">
      <details
        class={`boxed ${type}`}
        open={open}
        onToggle={(event) => {
          const now = event.currentTarget.open;
          if (setOpen(now) && track) page.change(node, now);
        }}
      >
        <summary>
          {icon ? <Icon name={icon} /> : null}
          <span>
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
