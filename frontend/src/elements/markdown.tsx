import type { View } from "../kinds";
import { Prose } from "../prose";
import type { Markdown, Width } from "../wire.gen";

export const width: Width = "auto";

export default function MarkdownElement({ element }: View<Markdown>) {
  return (
    <div class="stMarkdown" data-testid="stMarkdown" style={{ textAlign: element.align }}>
      <Prose {...element} />
    </div>
  );
}
