import {
  Marked,
  type RendererObject,
  type Token,
  type TokenizerAndRendererExtension,
  type Tokens,
} from "marked";
import { slug } from "../slug";

/** What the parser cannot know: pictures that come later. */
export interface Pictures {
  emoji(code: string): string | undefined;
  icon(name: string): string;
}

const COLOURS = "red|orange|yellow|green|blue|violet|gr[ae]y|primary|rainbow";
const DIRECTIVE = new RegExp(`^:(?:(${COLOURS})(-background|-badge)?|(small))\\[`);
const DIRECTIVES = new RegExp(`:(?:${COLOURS}|small)`);
const EMOJI = /^:([\w+-]+):/;
const ICON = /^:material\/([\w-]+):/;
const MATH = /^\$\$([^$]+?)\$\$|^\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/;
const MATH_BLOCK = /^ {0,3}\$\$(?:[ \t]*\n([\s\S]+?)\n[ \t]*|([^$\n]+))\$\$[ \t]*(?:\n+|$)/;
const FOOTNOTE = /^\[\^([^\]\s]+)\]: ?([^\n]*(?:\n(?: {2,}|\t)[^\n]*)*)(?:\n+|$)/;
const REFERENCE = /^\[\^([^\]\s]+)\]/;
const SYMBOL = /(?<=^|\s)(<->|<-|->|--|>=|<=|~=)(?=\s|$)/g;
const SYMBOLS: Readonly<Record<string, string>> = {
  "<->": "↔",
  "<-": "←",
  "->": "→",
  "--": "—",
  ">=": "≥",
  "<=": "≤",
  "~=": "≈",
};

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The place of the bracket that closes the one before `from`; -1 if none does. */
function closingBracket(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    const letter = text[index];
    if (letter === "\\") index++;
    else if (letter === "[") depth++;
    else if (letter === "]" && --depth === 0) return index;
  }
  return -1;
}

const NEAR = 200;

/**
 * Where something may begin. The parser asks again and again about all the text that is left, so
 * only its beginning is looked at: if nothing is there, the parser is told to come back behind it.
 */
function near(text: string, what: RegExp): number {
  const beginning = text.slice(0, NEAR);
  const at = beginning.search(what);
  if (at >= 0 || text.length <= NEAR) return at;
  return beginning.lastIndexOf(" ");
}

/** Where a block may begin without an empty line before it. */
function inParagraph(text: string, what: RegExp): number | undefined {
  const end = text.indexOf("\n\n");
  return (end < 0 ? text : text.slice(0, end)).match(what)?.index;
}

const directive: TokenizerAndRendererExtension = {
  name: "directive",
  level: "inline",
  start: (text) => near(text, DIRECTIVES),
  tokenizer(text) {
    const match = DIRECTIVE.exec(text);
    const end = match ? closingBracket(text, match[0].length) : -1;
    if (!match || end < 0) return undefined;
    const [opening, colour = "", form = "", small] = match;
    return {
      type: "directive",
      raw: text.slice(0, end + 1),
      look: small ?? (form.slice(1) || "colour"),
      colour,
      tokens: this.lexer.inlineTokens(text.slice(opening.length, end)),
    };
  },
  renderer(token) {
    const inside = this.parser.parseInline(token.tokens ?? []);
    return `<span class="md-${token["look"]}" data-colour="${token["colour"]}">${inside}</span>`;
  },
};

const math: TokenizerAndRendererExtension = {
  name: "math",
  level: "inline",
  start: (text) => near(text, /\$/),
  tokenizer(text) {
    const match = MATH.exec(text);
    if (!match) return undefined;
    return { type: "math", raw: match[0], tex: match[1] ?? match[2] };
  },
  renderer: (token) => mathPlace(token["tex"], false),
};

const mathBlock: TokenizerAndRendererExtension = {
  name: "mathBlock",
  level: "block",
  start: (text) => inParagraph(text, /\n {0,3}\$\$/),
  tokenizer(text) {
    const match = MATH_BLOCK.exec(text);
    return match ? { type: "mathBlock", raw: match[0], tex: match[1] ?? match[2] } : undefined;
  },
  renderer: (token) => mathPlace(token["tex"], true),
};

function mathPlace(tex: string, display: boolean): string {
  const name = display ? "math display" : "math";
  return `<span class="${name}" data-tex="${escapeHtml(tex)}">${escapeHtml(tex)}</span>`;
}

/** What a footnote says; `arrange` puts it behind the text, with its number. */
const footnote: TokenizerAndRendererExtension = {
  name: "footnote",
  level: "block",
  start: (text) => inParagraph(text, /\n\[\^/),
  tokenizer(text) {
    const match = FOOTNOTE.exec(text);
    if (!match) return undefined;
    const body = (match[2] ?? "").replace(/\n(?: {2,}|\t)/g, "\n");
    const tokens = this.lexer.inlineTokens(body);
    return { type: "footnote", raw: match[0], name: match[1], tokens };
  },
  renderer(token) {
    const { number, times, scope } = token as unknown as Footnote;
    const inside = this.parser.parseInline(token.tokens ?? []);
    const back = Array.from(
      { length: times },
      (_, time) =>
        ` <a href="#${scope}ref-${number}-${time + 1}" aria-label="Back to the text">↩</a>`,
    );
    return `<p class="footnote" id="${scope}-${number}"><sup>${number}</sup> ${inside}${back.join("")}</p>`;
  },
};

const reference: TokenizerAndRendererExtension = {
  name: "reference",
  level: "inline",
  start: (text) => near(text, /\[\^/),
  tokenizer(text) {
    const match = REFERENCE.exec(text);
    return match ? { type: "reference", raw: match[0], name: match[1] } : undefined;
  },
  renderer(token) {
    const { number, times, scope } = token as unknown as Footnote;
    if (!number) return escapeHtml(token.raw);
    return `<sup><a id="${scope}ref-${number}-${times}" href="#${scope}-${number}" aria-label="Footnote ${number}">${number}</a></sup>`;
  },
};

/** What `arrange` notes on references, and on the footnotes that they lead to. */
interface Footnote {
  name: string;
  number: number;
  /** Of a footnote: how often it is named; of a reference: the how many-th it is. */
  times: number;
  /** Makes the ids those of this text alone: a page can show many. */
  scope: string;
}

/** Numbers footnotes in the order in which they are named, and puts them behind the text. */
export function arrange(tokens: Token[], marked: Marked, scope: string): Token[] {
  const notes = new Map<string, Footnote>();
  for (const token of tokens) {
    if (token.type === "footnote" && !notes.has(token["name"])) {
      notes.set(token["name"], Object.assign(token, { number: 0, times: 0, scope }) as never);
    }
  }
  let count = 0;
  marked.walkTokens(tokens, (token) => {
    const note = token.type === "reference" ? notes.get(token["name"]) : undefined;
    if (!note) return;
    note.number ||= ++count;
    Object.assign(token, { number: note.number, times: ++note.times, scope });
  });
  const named = [...notes.values()].filter(({ number }) => number > 0);
  const text = tokens.filter(({ type }) => !UNSEEN.has(type));
  return [...text, ...(named.sort((one, other) => one.number - other.number) as never[])];
}

const UNSEEN = new Set(["space", "def", "footnote"]);

function pictures(source: Pictures): TokenizerAndRendererExtension[] {
  const icon: TokenizerAndRendererExtension = {
    name: "icon",
    level: "inline",
    start: (text) => near(text, /:material\//),
    tokenizer(text) {
      const match = ICON.exec(text);
      return match ? { type: "icon", raw: match[0], name: match[1] } : undefined;
    },
    renderer: (token) => source.icon(token["name"]),
  };
  const emoji: TokenizerAndRendererExtension = {
    name: "emoji",
    level: "inline",
    start: (text) => near(text, /:[\w+-]+:/),
    tokenizer(text) {
      const match = EMOJI.exec(text);
      const picture = match ? source.emoji(match[1] as string) : undefined;
      return match && picture ? { type: "emoji", raw: match[0], picture } : undefined;
    },
    renderer: (token) => token["picture"],
  };
  return [icon, emoji];
}

function renderer({ html, anchors }: Options): RendererObject {
  return {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => (html ? text : escapeHtml(text)),
    text(token: Tokens.Text | Tokens.Escape) {
      if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
      if (token.type === "escape") return escapeHtml(token.text);
      const text = token.raw.replace(SYMBOL, (symbol) => SYMBOLS[symbol] ?? symbol);
      return escapeHtml(text).replace(/&amp;(#?\w+;)/g, "&$1");
    },
    heading(token: Tokens.Heading) {
      const inside = this.parser.parseInline(token.tokens);
      const id = anchors ? slug(token.text) : "";
      if (!id) return `<h${token.depth}>${inside}</h${token.depth}>`;
      const link = `<a class="anchor" href="#${id}" aria-label="Link to this heading">#</a>`;
      return `<h${token.depth} id="${id}">${inside}${link}</h${token.depth}>`;
    },
    checkbox: ({ checked }: Tokens.Checkbox) =>
      `<input type="checkbox" disabled aria-label="${checked ? "Done" : "Open"}"${checked ? " checked" : ""}> `,
    table(token: Tokens.Table) {
      const row = (cells: Tokens.TableCell[]) =>
        `<tr>${cells.map((cell) => this.tablecell(cell)).join("")}</tr>`;
      return `<div class="md-table" tabindex="0"><table><thead>${row(token.header)}</thead><tbody>${token.rows.map(row).join("")}</tbody></table></div>`;
    },
    code: ({ text, lang }: Tokens.Code) =>
      `<pre tabindex="0"><code data-language="${escapeHtml(lang ?? "")}">${escapeHtml(text)}</code></pre>`,
  };
}

export interface Options {
  html: boolean;
  anchors: boolean;
}

/** A parser of the dialect: GFM, colours, icons, emoji, formulas, footnotes. Its output is not yet safe. */
export function dialect(options: Options, source: Pictures): Marked {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: renderer(options),
    extensions: [directive, math, mathBlock, footnote, reference, ...pictures(source)],
  });
  return marked;
}
