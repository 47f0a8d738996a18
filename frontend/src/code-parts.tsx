import { useMemo } from "preact/hooks";

/** A browser lays one text of spans out in a time that grows with its square: seconds from here on. */
const WHOLE = 400;
const PART = 200;

/** Whether a text has so many lines that it is drawn in parts. */
export function isLong(text: string): boolean {
  let at = -1;
  for (let count = 0; count < WHOLE; count++) {
    at = text.indexOf("\n", at + 1);
    if (at < 0) return false;
  }
  return true;
}

interface Props {
  text: string;
  /** Its lines as HTML. */
  lines: readonly string[];
}

/** The parts of a long text. Those out of sight have their place, and are not laid out. */
export function Parts({ text, lines }: Props) {
  const columns = useMemo(() => longest(text), [text]);
  const parts = [];
  for (let first = 0; first < lines.length; first += PART) {
    const part = lines.slice(first, first + PART);
    const style = {
      "--columns": `${columns}ch`,
      containIntrinsicBlockSize: `auto ${part.length}lh`,
    };
    const html = part.join("\n") + (first + PART < lines.length ? "\n" : "");
    parts.push(
      <span
        key={first}
        class="code-part"
        style={style}
        dangerouslySetInnerHTML={{ __html: html }}
      />,
    );
  }
  return <code>{parts}</code>;
}

function longest(text: string): number {
  let most = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    most = Math.max(most, stop - start);
    start = stop + 1;
  }
  return most;
}
