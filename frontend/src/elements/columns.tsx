import { gapOf, viewOf } from "../element";
import type { View } from "../kinds";
import type { Columns } from "../wire.gen";

const ACROSS: Readonly<Record<string, string>> = { top: "start", center: "center", bottom: "end" };

export default function ColumnsElement({ node, element }: View<Columns>) {
  const { gap, border = false, valign = "top", wrap = true, weights } = element;
  const style = { "--gap": gapOf(gap), alignItems: border ? "stretch" : ACROSS[valign] };
  return (
    <div
      class={`stHorizontalBlock columns${wrap ? "" : " nowrap"}`}
      data-testid="stHorizontalBlock"
      style={style}
    >
      {node.children.value.map((child, index) => (
        <div
          key={child.key}
          class={`stColumn${border ? " bordered" : ""}`}
          data-testid="stColumn"
          style={{ flexGrow: weights[index] ?? 1 }}
        >
          {viewOf(child)}
        </div>
      ))}
    </div>
  );
}
