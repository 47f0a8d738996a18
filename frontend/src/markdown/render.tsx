import type { Marked, Token, Tokens } from "marked";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { CodeBlock } from "../code-block";
import { DOT, emojiTable, symbol } from "../icon";
import { morph } from "./morph";
import { dialect, escapeHtml, type Pictures } from "./parser";
import { sanitize } from "./sanitize";
import { finished } from "./unfinished";
import "./markdown.css";

const pictures: Pictures = {
  emoji: (code) => emojiTable()?.get(code),
  icon(name) {
    const path = symbol(name);
    const title = path === null ? ` title="${escapeHtml(name)}"` : "";
    const label = escapeHtml(name.replaceAll("_", " "));
    return `<span class="icon" data-testid="stIconMaterial" role="img" aria-label="${label} icon"${title}><svg class="glyph symbol" viewBox="0 0 24 24" aria-hidden="true"><path d="${path ?? DOT}"></path></svg></span>`;
  },
};

const parsers = new Map<string, Marked>();

function parserFor(html: boolean, anchors: boolean): Marked {
  const name = `${html}${anchors}`;
  let parser = parsers.get(name);
  if (!parser) {
    parser = dialect({ html, anchors }, pictures);
    parsers.set(name, parser);
  }
  return parser;
}

export function inlineHtml(text: string): string {
  return sanitize(parserFor(false, false).parseInline(text, { async: false }));
}

/** A label: one line of markdown. */
export function InlineMarkdown({ text }: { text: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const html = inlineHtml(text);
  useEnhanced(place, html);
  return <span ref={place} class="md" dangerouslySetInnerHTML={{ __html: html }} />;
}

interface BlocksProps {
  body: string;
  html: boolean;
  anchors: boolean;
  /** Stands at the end of a text that grows; undefined for one that does not. */
  cursor?: string | undefined;
}

/** A text block by block: what is appended at its end draws only its last block anew. */
export function BlockMarkdown({ body, html, anchors, cursor }: BlocksProps) {
  const parser = parserFor(html, anchors);
  const lexed = parser.lexer(cursor === undefined ? body : finished(body, cursor));
  const links = Object.keys(lexed.links).length;
  const tokens = lexed.filter((token) => token.type !== "space");
  // An author's tag may open in one block and close in another.
  const whole = html && tokens.some((token) => token.type === "html");
  if (whole) return <Block html={sanitize(parser.parser(tokens))} />;
  return (
    <>
      {tokens.map((token, index) => (
        <TokenBlock key={index} token={token} parser={parser} links={links} />
      ))}
    </>
  );
}

interface TokenProps {
  token: Token;
  parser: Marked;
  /** How many addresses the text names elsewhere: one more can change what a block is. */
  links: number;
}

function TokenBlock({ token, parser, links }: TokenProps) {
  if (token.type !== "code") return <TextBlock token={token} parser={parser} links={links} />;
  const { text, lang } = token as Tokens.Code;
  return <CodeBlock text={text} language={lang || null} />;
}

const PICTURE = /:[\w+-]/;

/** A block that stays is not parsed again, but for pictures, which may have come meanwhile. */
function TextBlock({ token, parser, links }: TokenProps) {
  const draw = () => sanitize(parser.parser([token]));
  const kept = useMemo(() => (PICTURE.test(token.raw) ? null : draw()), [token.raw, parser, links]);
  return <Block html={kept ?? draw()} />;
}

function Block({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  const first = useRef(html).current;
  const shown = useRef(html);
  useLayoutEffect(() => {
    if (place.current && shown.current !== html) morph(place.current, html);
    shown.current = html;
  }, [html]);
  useEnhanced(place, html);
  return <div ref={place} class="md block" dangerouslySetInnerHTML={{ __html: first }} />;
}

/** Formulas and nested code, whose drawing comes later. */
function useEnhanced(place: { current: HTMLElement | null }, html: string): void {
  useEffect(() => {
    const block = place.current;
    if (!block) return;
    if (html.includes('class="math')) {
      import("./math").then(({ drawMath }) => drawMath(block));
    }
    if (html.includes("data-language=")) {
      import("../highlight").then(({ highlightAll }) => highlightAll(block));
    }
  }, [place, html]);
}
