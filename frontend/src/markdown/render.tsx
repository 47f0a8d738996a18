import type { Marked, Token, Tokens } from "marked";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { CodeBlock } from "../code-block";
import { DOT, emojiTable, symbol } from "../icon";
import { morph } from "./morph";
import { arrange, dialect, escapeHtml, type Pictures } from "./parser";
import { pieces } from "./pieces";
import { sanitize } from "./sanitize";
import { inTurn } from "./turns";
import { finished } from "./unfinished";
import "./markdown.css";

/** Whether what is being drawn has icons that have not come yet. */
let waits = false;

const pictures: Pictures = {
  emoji: (code) => emojiTable()?.get(code),
  icon(name) {
    const path = symbol(name);
    waits ||= path === "";
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

const EMOJI = /:[\w+-]+:/;

/** A long text is drawn piece by piece, so that the page stays quick meanwhile. */
export function BlockMarkdown({ body, html, anchors, cursor }: BlocksProps) {
  const grown = useRef(false);
  grown.current ||= cursor !== undefined;
  const text = cursor === undefined ? body : finished(body, cursor);
  const whole = html || grown.current;
  const views = useMemo(() => {
    const cut = whole ? [text] : pieces(text);
    if (cut.length === 1) return [<Blocks key={0} body={text} html={html} anchors={anchors} />];
    return cut.map((piece, index) => (
      <div key={index} class="md-piece">
        <Blocks body={piece} html={html} anchors={anchors} />
      </div>
    ));
  }, [text, whole, html, anchors]);
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= views.length) return;
    const next = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(next);
  }, [drawn, views]);
  return <>{views.slice(0, drawn)}</>;
}

/** A text block by block: what is appended at its end draws only its last blocks anew. */
function Blocks({ body, html, anchors }: Omit<BlocksProps, "cursor">) {
  const parser = parserFor(html, anchors);
  const scope = `fn${useId()}`;
  const emoji = EMOJI.test(body) ? emojiTable() : null; // parsing looks them up
  const former = useRef<Parsed>({ stamp: "", tokens: [] });
  const tokens = useMemo(() => {
    former.current = parsed(parser, body, scope, emoji !== null, former.current);
    return former.current.tokens;
  }, [parser, body, scope, emoji]);
  // An author's tag may open in one block and close in another.
  const whole = html && tokens.some((token) => token.type === "html");
  if (whole) return <Block html={sanitize(parser.parser([...tokens]))} />;
  return (
    <>
      {tokens.map((token, index) => (
        <TokenBlock key={index} token={token} parser={parser} />
      ))}
    </>
  );
}

function TokenBlock({ token, parser }: { token: Token; parser: Marked }) {
  if (token.type !== "code") return <Block html={blockHtml(token, parser)} />;
  const { text, lang } = token as Tokens.Code;
  return <CodeBlock text={text} language={lang || null} />;
}

interface Parsed {
  /** What the same text may be parsed to in another way by. */
  stamp: string;
  tokens: readonly Token[];
}

/** The blocks of a text; those that are as before are the same objects. */
function parsed(
  parser: Marked,
  body: string,
  scope: string,
  emoji: boolean,
  former: Parsed,
): Parsed {
  const list = parser.lexer(body);
  const stamp = JSON.stringify([list.links, emoji]);
  const tokens = arrange(list, parser, scope).map((token, index) => {
    const before = former.stamp === stamp ? former.tokens[index] : undefined;
    const same = before?.raw === token.raw && before.type === token.type;
    return same && !token.raw.includes("[^") ? before : token;
  });
  return { stamp, tokens };
}

const made = new WeakMap<Token, string>();

function blockHtml(token: Token, parser: Marked): string {
  const known = made.get(token);
  if (known !== undefined) return known;
  waits = false;
  const html = sanitize(parser.parser([token]));
  if (!waits) made.set(token, html);
  return html;
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
      import("./math").then(({ drawMath }) => inTurn(() => drawMath(block)));
    }
    if (html.includes("data-language=")) {
      import("../highlight").then(({ highlightAll }) => highlightAll(block));
    }
  }, [place, html]);
}
