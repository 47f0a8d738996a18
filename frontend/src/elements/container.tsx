import { useAutoscroll } from "../autoscroll";
import { Children, gapOf, VerticalBlock } from "../element";
import type { View } from "../kinds";
import type { Container } from "../wire.gen";

const ALONG = { left: "start", center: "center", right: "end", distribute: "space-between" };
const ACROSS = { top: "start", center: "center", bottom: "end", distribute: "stretch" };

export default function ContainerElement({ node, element }: View<Container>) {
  const { border = false, height = "content", autoscroll } = element;
  const fixed = typeof height === "number";
  const box = useAutoscroll(fixed && autoscroll === true);
  return (
    <div
      ref={box}
      class={`container${border ? " bordered" : ""}${fixed ? " scrolls" : ""}`}
      style={fixed ? { height: `${height}px` } : undefined}
      data-height={height}
      tabIndex={fixed ? 0 : undefined}
    >
      {element.horizontal ? (
        <Horizontal node={node} element={element} />
      ) : (
        <Vertical node={node} element={element} />
      )}
    </div>
  );
}

function Vertical({ node, element }: View<Container>) {
  const { halign = "left", valign = "top" } = element;
  if (halign === "left" && valign === "top") {
    return <VerticalBlock node={node} gap={element.gap} />;
  }
  return (
    <div
      class="aligned"
      style={{
        "--along": ALONG[halign],
        "--across": ALONG[valign === "top" ? "left" : valign === "bottom" ? "right" : valign],
      }}
    >
      <VerticalBlock node={node} gap={element.gap} />
    </div>
  );
}

function Horizontal({ node, element }: View<Container>) {
  const { halign = "left", valign = "top", wrap = true } = element;
  const style = {
    "--gap": gapOf(element.gap),
    justifyContent: ALONG[halign],
    alignItems: ACROSS[valign],
    flexWrap: wrap ? "wrap" : "nowrap",
  } as const;
  return (
    <div class="stHorizontalBlock" data-testid="stHorizontalBlock" style={style}>
      <Children node={node} />
    </div>
  );
}
