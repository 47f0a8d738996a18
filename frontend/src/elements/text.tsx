import type { View } from "../kinds";
import { Help } from "../tooltip";
import type { Text, Width } from "../wire.gen";

export const width: Width = "content";

export default function TextElement({ element }: View<Text>) {
  return (
    <div class="stText" data-testid="stText" style={{ textAlign: element.align }}>
      <div class={`text${element.wrap === false ? " nowrap" : ""}`}>{element.body}</div>
      {element.help ? <Help text={element.help} /> : null}
    </div>
  );
}
