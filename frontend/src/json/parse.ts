/** A number that JavaScript would change or does not know from JSON: shown as it is written. */
export class Verbatim {
  constructor(readonly text: string) {}
}

export type Json =
  | null
  | boolean
  | number
  | string
  | Verbatim
  | readonly Json[]
  | { readonly [key: string]: Json };

const MARK = "\u0000verbatim:";
const RARE = /NaN|Infinity|\d{16}|\d[eE.]/;
const TOKENS = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads JSON as Python writes it: with NaN, Infinity, and numbers of any length. */
export function parse(text: string): Json {
  if (!RARE.test(text)) return JSON.parse(text);
  const marked = text.replace(TOKENS, (token) =>
    token[0] === '"' || kept(token) ? token : JSON.stringify(MARK + token),
  );
  return JSON.parse(marked, (_key, value) =>
    typeof value === "string" && value.startsWith(MARK)
      ? new Verbatim(value.slice(MARK.length))
      : value,
  );
}

/** Whether a number looks the same when JavaScript writes it. */
function kept(token: string): boolean {
  return String(Number(token)) === token && token !== "NaN" && !token.includes("Infinity");
}

export function isNested(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !(value instanceof Verbatim);
}

export function write(value: Json, indent = 2): string {
  const verbatim: string[] = [];
  const text = JSON.stringify(
    value,
    (_key, part) => (part instanceof Verbatim ? `${MARK}${verbatim.push(part.text) - 1}` : part),
    indent,
  );
  return text.replace(/"\\u0000verbatim:(\d+)"/g, (_all, at) => verbatim[Number(at)] ?? "");
}
