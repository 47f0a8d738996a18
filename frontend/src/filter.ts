export type Filter = "fuzzy" | "contains" | "prefix" | null;

const START = 8;
const WORD = 6;
const RUN = 5;
const LETTER = 1;

/** The indices of the options that fit a query, best first. */
export function filtered(options: readonly string[], query: string, filter: Filter): number[] {
  const all = options.map((_, index) => index);
  const wanted = query.trim().toLowerCase();
  if (wanted === "" || filter === null) return all;
  if (filter === "prefix") return all.filter((index) => low(options, index).startsWith(wanted));
  if (filter === "contains") return all.filter((index) => low(options, index).includes(wanted));
  const scores = new Map<number, number>();
  for (const index of all) {
    const score = likeness(low(options, index), wanted);
    if (score > 0) scores.set(index, score);
  }
  return [...scores].sort(([i, one], [j, other]) => other - one || i - j).map(([index]) => index);
}

function low(options: readonly string[], index: number): string {
  return options[index]?.toLowerCase() ?? "";
}

/** How well the letters of a query, in order, fit a text; 0 if one is missing. */
function likeness(text: string, query: string): number {
  const whole = text.indexOf(query);
  if (whole >= 0) return 1000 - whole - (text.length - query.length) * 0.01;
  let score = 0;
  let at = -1;
  for (const letter of query) {
    const found = text.indexOf(letter, at + 1);
    if (found < 0) return 0;
    score += LETTER;
    if (found === 0) score += START;
    else if (!/[\p{L}\p{N}]/u.test(text[found - 1] ?? "")) score += WORD;
    if (found === at + 1 && at >= 0) score += RUN;
    at = found;
  }
  return score;
}
