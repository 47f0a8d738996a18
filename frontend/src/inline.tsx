import { later } from "./later";

const INLINE = /[*_`~[\]<\\$&]|:[\w+-]+[:[/]|https?:|www\.|\S@\S|(?:^|\s)(?:--|->|>=)(?:\s|$)/i;
const BLOCK = /^\s{0,3}(?:[-+*>#]|\d+[.)]\s|={2,}|-{2,})|^(?: {4}|\t)|\|| {2}$/m;

/** Whether a text holds nothing that markdown would change. */
export function isPlainInline(text: string): boolean {
  return !INLINE.test(text);
}

export function isPlain(text: string): boolean {
  return !INLINE.test(text) && !BLOCK.test(text);
}

/** The markdown parser, once it has come. */
export const markdown = later(() => import("./markdown/render"));

/** A label: text with inline markdown. */
export function Inline({ text }: { text: string }) {
  if (isPlainInline(text)) return <>{text}</>;
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
