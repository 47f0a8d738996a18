import { useEffect, useRef, useState } from "preact/hooks";
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
  const html = useHighlighted(text, language, numbers);
  const name = `code${wrap ? " wraps" : ""}${numbers ? " numbered" : ""}`;
  return (
    <div class="stCode" data-testid="stCode">
      <pre class={name} tabIndex={0} style={height ? { blockSize: `${height}px` } : undefined}>
        {html === null ? <code>{text}</code> : <code dangerouslySetInnerHTML={{ __html: html }} />}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}

function useHighlighted(text: string, language: string | null, numbers: boolean): string | null {
  const [drawn, setDrawn] = useState<{ text: string; html: string } | null>(null);
  const latest = useRef("");
  useEffect(() => {
    latest.current = text;
    if (!language && !numbers) return;
    import("./highlight").then(async ({ highlight, lines }) => {
      const html = (language && (await highlight(text, language))) || escaped(text);
      if (!latest.current.startsWith(text)) return;
      setDrawn({ text, html: numbers ? lines(html).map(numbered).join("\n") : html });
    });
  }, [text, language, numbers]);
  if (!drawn || !text.startsWith(drawn.text)) return null;
  if (drawn.text === text) return drawn.html;
  // Code that grows keeps its colours until those of its end have come.
  return numbers ? null : drawn.html + escaped(text.slice(drawn.text.length));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function numbered(line: string): string {
  return `<span class="line">${line}</span>`;
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
