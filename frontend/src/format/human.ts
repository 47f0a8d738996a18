/** Sizes, times and counts as people say them; figures to be read, not to be computed with. */

const SIZES = ["B", "KB", "MB", "GB", "TB", "PB"];
const TIMES: readonly [number, string][] = [
  [86400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
  [1e-3, "ms"],
];
/** From here on a time is said in the larger unit: not "59.9 min". */
const NEARLY = 0.95;

const whole = new Intl.NumberFormat("en");

export function count(value: number): string {
  return whole.format(value);
}

/** "1.5 MB" */
export function size(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < SIZES.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${figures(amount)} ${SIZES[unit]}`;
}

/** "1.5 h", in one unit; what took no time that counts is "0 s". */
export function duration(seconds: number): string {
  for (const [length, unit] of TIMES) {
    const amount = seconds / length;
    if (amount >= NEARLY) return `${figures(amount)} ${unit}`;
  }
  return "0 s";
}

/** The share of a part in a whole, in percent; null where there is no whole. */
export function percent(part: number, all: number): string | null {
  if (all === 0) return null;
  const share = (100 * part) / all;
  // Nothing is all, and nothing is none, before it is.
  const rounded = part === all ? 100 : Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round(share)));
  return `${rounded} %`;
}

function figures(amount: number): string {
  return amount < 9.95 ? String(Number(amount.toFixed(1))) : whole.format(Math.round(amount));
}
