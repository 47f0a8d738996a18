import type { ComponentChildren } from "preact";
import { hasBlocks, lightly, markdown, withoutMarks } from "./inline";
import { Help } from "./tooltip";

interface Props {
  body: string;
  html?: boolean;
  help?: string | null;
  anchors?: boolean;
  wrap?: boolean;
  plain?: boolean;
}

/** Markdown as blocks. Simple text needs no parser and has its height from the first frame. */
export function Prose({ body, html = false, help, anchors = true, wrap = true, plain }: Props) {
  return (
    <div
      class={`stMarkdownContainer${wrap ? "" : " nowrap"}${help ? " with-help" : ""}`}
      data-testid="stMarkdownContainer"
    >
      <Body body={body} html={html} anchors={anchors} plain={plain ?? false} />
      {help ? <Help text={help} /> : null}
    </div>
  );
}

interface BodyProps {
  body: string;
  html: boolean;
  anchors: boolean;
  plain: boolean;
}

function Body({ body, html, anchors, plain }: BodyProps) {
  const simple = plain ? paragraphs(body) : html ? null : lightParagraphs(body);
  if (simple) return <Paragraphs of={simple} />;
  const parser = markdown();
  if (parser) return <parser.BlockMarkdown body={body} html={html} anchors={anchors} />;
  return (
    <div class="unparsed">
      <Paragraphs of={paragraphs(withoutMarks(body))} />
    </div>
  );
}

type Paragraph = ComponentChildren;

function paragraphs(text: string): string[] {
  return text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

function lightParagraphs(text: string): Paragraph[] | null {
  if (hasBlocks(text)) return null;
  const light = paragraphs(text).map(lightly);
  return light.includes(null) ? null : light;
}

function Paragraphs({ of: list }: { of: readonly Paragraph[] }) {
  return (
    <>
      {list.map((paragraph, index) => (
        <p key={index} class="md">
          {paragraph}
        </p>
      ))}
    </>
  );
}
