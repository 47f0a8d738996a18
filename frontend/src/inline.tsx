import type { VNode } from "preact";
import { later } from "./later";

const INLINE = /[*_`~[\]<\\$&]|:[\w+-]+[:[/]|https?:|www\.|\S@\S|(?:^|\s)(?:--|->|>=)(?:\s|$)/i;
const BLOCK = /^\s{0,3}(?:[-+*>#]|\d+[.)]\s|={2,}|-{2,})|^(?: {4}|\t)|\|| {2}$/m;

/** Whether a text holds nothing that markdown would change. */
export function isPlainInline(text: string): boolean {
  return !INLINE.test(text);
}

/** Whether a text is paragraphs and nothing else; their lines may have light marks. */
export function hasBlocks(text: string): boolean {
  return BLOCK.test(text);
}

export function isPlain(text: string): boolean {
  return !INLINE.test(text) && !BLOCK.test(text);
}

/** The markdown parser, once it has come. */
export const markdown = later(() => import("./markdown/render"));

const MARK = /(`[^`\s](?:[^`]*[^`\s])?`|\*\*[^*\s](?:[^*]*[^*\s])?\*\*|\*[^*\s](?:[^*]*[^*\s])?\*)/;

/**
 * Code, bold and italic alone need no parser either: what `st.write` makes of numbers is common.
 * Null where there is more to it.
 */
export function lightly(text: string): (string | VNode)[] | null {
  const parts = text.split(MARK);
  // The marks stand at the odd places; one that touches a word is for the parser to judge.
  const simple = parts.every((part, index) =>
    index % 2 === 0
      ? isPlainInline(part)
      : isPlainInline(part.startsWith("`") ? "" : part.replace(/^\*+|\*+$/g, "")) &&
        !/\w$/.test(parts[index - 1] ?? "") &&
        !/^\w/.test(parts[index + 1] ?? ""),
  );
  return simple ? parts.map(marked).filter((part) => part !== "") : null;
}

function marked(part: string, index: number): string | VNode {
  if (index % 2 === 0) return part;
  if (part.startsWith("`")) return <code key={index}>{part.slice(1, -1)}</code>;
  if (part.startsWith("**")) return <strong key={index}>{part.slice(2, -2)}</strong>;
  return <em key={index}>{part.slice(1, -1)}</em>;
}

/** A label: text with inline markdown. */
export function Inline({ text }: { text: string }) {
  if (isPlainInline(text)) return <>{text}</>;
  const light = lightly(text);
  if (light) return <span class="md">{light}</span>;
  const parser = markdown();
  if (!parser) return <>{withoutMarks(text)}</>;
  return <parser.InlineMarkdown text={text} />;
}

/** About what the text will look like, so that little moves when the parser has come. */
export function withoutMarks(text: string): string {
  return text
    .replace(/:material\/[\w-]+:/g, "\u2003")
    .replace(/:[a-z-]+\[([^\]]*)\]/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`~$\\]/g, "");
}
