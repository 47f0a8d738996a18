const LONG = 64_000;
const PIECE = 16_000;
const FENCE = /^ {0,3}(?:```|~~~|\$\$)/;
const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*/gm;

/**
 * Cuts a long text where a new paragraph or heading begins at the left edge: each piece means by
 * itself what it means in the whole. Footnotes are numbered over all, so they keep a text together.
 */
export function pieces(text: string): readonly string[] {
  if (text.length < LONG || text.includes("[^")) return [text];
  const definitions = text.match(DEFINITION)?.join("\n") ?? "";
  return cut(text).map((piece) => (definitions ? `${piece}\n\n${definitions}` : piece));
}

function cut(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let fenced = false;
  let blank = false;
  for (let at = 0; at < text.length; ) {
    const end = (text.indexOf("\n", at) + 1 || text.length + 1) - 1;
    const line = text.slice(at, Math.min(end, at + 200));
    if (!fenced && blank && at - start > PIECE && /^[#\p{L}]/u.test(line)) {
      found.push(text.slice(start, at));
      start = at;
    }
    if (FENCE.test(line) && !closesItself(line)) fenced = !fenced;
    blank = line.trim() === "";
    at = end + 1;
  }
  found.push(text.slice(start));
  return found;
}

/** A formula can begin and end in one line. */
function closesItself(line: string): boolean {
  return /^ {0,3}\$\$.*\$\$\s*$/.test(line);
}
