import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { hasBlocks, lightly, markdown, withoutMarks } from "./inline";
import { Help } from "./tooltip";

interface Props {
  body: string;
  html?: boolean;
  help?: string | null;
  anchors?: boolean;
  wrap?: boolean;
  plain?: boolean;
  growing?: boolean;
  cursor?: string | null;
}

/** Markdown as blocks. Simple text needs no parser and has its height from the first frame. */
export function Prose(props: Props) {
  const { body, html = false, help, anchors = true, wrap = true, plain = false } = props;
  const cursor = props.growing ? (props.cursor ?? "") : undefined;
  return (
    <div
      class={`stMarkdownContainer${wrap ? "" : " nowrap"}${help ? " with-help" : ""}`}
      data-testid="stMarkdownContainer"
    >
      <Body {...{ body, html, anchors, plain, cursor }} />
      {help ? <Help text={help} /> : null}
    </div>
  );
}

interface BodyProps {
  body: string;
  html: boolean;
  anchors: boolean;
  plain: boolean;
  cursor: string | undefined;
}

function Body(props: BodyProps) {
  const grown = useRef(false);
  grown.current ||= props.cursor !== undefined;
  return grown.current ? <Grown {...props} /> : <Still {...props} />;
}

/** A text that grows, or has grown: the parser draws it from the first letter to the last. */
function Grown({ body, html, anchors, cursor }: BodyProps) {
  const parser = markdown();
  if (parser) return <parser.BlockMarkdown {...{ body, html, anchors, cursor }} />;
  return <Paragraphs of={paragraphs(withoutMarks(body))} />;
}

function Still({ body, html, anchors, plain }: BodyProps) {
  const simple = plain ? paragraphs(body) : html ? null : lightParagraphs(body);
  if (simple) return <Paragraphs of={simple} />;
  const parser = markdown();
  if (parser) return <parser.BlockMarkdown body={body} html={html} anchors={anchors} />;
  return (
    <div class="unparsed">
      <Paragraphs of={paragraphs(withoutMarks(body.slice(0, SEEN)))} />
    </div>
  );
}

/** What can be seen of a text before the parser has come. */
const SEEN = 8000;

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
