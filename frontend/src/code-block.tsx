import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isLong, Parts } from "./code-parts";
import { Glyph } from "./glyph";
import "./code-block.css";

interface Props {
  text: string;
  language: string | null;
  numbers?: boolean;
  wrap?: boolean;
  height?: number | undefined;
}

/** Code with its colours, which come later, and a button that copies it. */
export function CodeBlock({ text, language, numbers = false, wrap = false, height }: Props) {
  const drawn = useHighlighted(text, language, numbers);
  const name = `code${wrap ? " wraps" : ""}${numbers ? " numbered" : ""}`;
  const style = {
    blockSize: height ? `${height}px` : undefined,
    "--digits": numbers ? `${String(drawn?.length).length}ch` : undefined,
  };
  return (
    <div class="stCode" data-testid="stCode">
      <pre class={name} tabIndex={0} style={style}>
        {drawn === null ? (
          <code>{text}</code>
        ) : isLong(text) ? (
          <Parts text={text} lines={drawn} />
        ) : (
          <code dangerouslySetInnerHTML={{ __html: drawn.join("\n") }} />
        )}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}

/** What more characters than these would cost in time is worth more than their colours. */
const COLOURED = 250_000;

/** The lines of a text as HTML, or null while it is shown as it is. */
function useHighlighted(
  text: string,
  language: string | null,
  numbers: boolean,
): readonly string[] | null {
  const [drawn, setDrawn] = useState<{ text: string; lines: readonly string[] } | null>(null);
  const latest = useRef("");
  const colours = text.length <= COLOURED ? language : null;
  useEffect(() => {
    latest.current = text;
    if (!colours) return;
    import("./highlight").then(async ({ highlight, lines }) => {
      const html = await highlight(text, colours);
      if (html !== null && latest.current.startsWith(text)) setDrawn({ text, lines: lines(html) });
    });
  }, [text, colours]);
  return useMemo(() => {
    if (!colours || !drawn || !text.startsWith(drawn.text)) {
      return numbers || isLong(text) ? numberedIf(numbers, linesOf(text)) : null;
    }
    // Code that grows keeps its colours until those of its end have come.
    const [end = "", ...more] = linesOf(text.slice(drawn.text.length));
    const last = `${drawn.lines.at(-1) ?? ""}${end}`;
    return numberedIf(numbers, [...drawn.lines.slice(0, -1), last, ...more]);
  }, [text, colours, drawn, numbers]);
}

function linesOf(text: string): string[] {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.split("\n");
}

function numberedIf(numbers: boolean, lines: readonly string[]): readonly string[] {
  if (!numbers) return lines;
  return lines.map((line, at) => `<span class="line" data-number="${at + 1}">${line}</span>`);
}

const SHOWN = 1_500;

interface CopyProps {
  /** What is copied; a function, where it takes long to make. */
  text: string | (() => string);
  label?: string;
}

export function CopyButton({ text, label = "Copy" }: CopyProps) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === "string" ? text : text());
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), SHOWN);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      class="quiet copy"
      aria-label={copied ? "Copied" : label}
      data-testid="stCodeCopyButton"
      onClick={copy}
    >
      <Glyph name={copied ? "check" : "copy"} />
    </button>
  );
}
