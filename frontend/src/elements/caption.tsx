import type { View } from "../kinds";
import { Prose } from "../prose";
import type { Caption } from "../wire.gen";

export default function CaptionElement({ element }: View<Caption>) {
  return (
    <div class="stCaption" data-testid="stCaptionContainer" style={{ textAlign: element.align }}>
      <Prose {...element} anchors={false} />
    </div>
  );
}
