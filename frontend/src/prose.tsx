import { isPlain, markdown, withoutMarks } from "./inline";
import { Help } from "./tooltip";

interface Props {
  body: string;
  html?: boolean;
  help?: string | null;
  anchors?: boolean;
  wrap?: boolean;
  plain?: boolean;
}

/** Markdown as blocks. Plain text needs no parser and has its height from the first frame. */
export function Prose({ body, html = false, help, anchors = true, wrap = true, plain }: Props) {
  const parser = plain || (!html && isPlain(body)) ? null : markdown();
  return (
    <div class={`stMarkdownContainer${wrap ? "" : " nowrap"}`} data-testid="stMarkdownContainer">
      {parser ? (
        <parser.BlockMarkdown body={body} html={html} anchors={anchors} />
      ) : (
        <Unparsed body={body} plain={plain || (!html && isPlain(body))} />
      )}
      {help ? <Help text={help} /> : null}
    </div>
  );
}

/** Text that stays as it is, or that keeps about the room that the parsed text will take. */
function Unparsed({ body, plain }: { body: string; plain: boolean }) {
  if (plain) return <Paragraphs text={body} />;
  return (
    <div class="unparsed">
      <Paragraphs text={withoutMarks(body)} />
    </div>
  );
}

function Paragraphs({ text }: { text: string }) {
  const paragraphs = text.split(/\n[ \t]*\n\s*/).filter((paragraph) => paragraph.trim());
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph.trim()}</p>
      ))}
    </>
  );
}
