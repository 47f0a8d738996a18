import type { Numeric } from "./wire";

const INTEGER = /^[-+]?\d+$/;
const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** Reads what a user typed: a comma may stand for the point; undefined if it is no number. */
export function parseNumber(text: string, integer: boolean): Numeric | undefined {
  const trimmed = text
    .trim()
    .replace(/[\s_']/g, "")
    .replace("−", "-");
  const plain = trimmed.includes(".") ? trimmed.replaceAll(",", "") : trimmed.replace(",", ".");
  if (!integer) return DECIMAL.test(plain) ? Number(plain) : undefined;
  const whole = plain.replace(/\.0*$/, "");
  return INTEGER.test(whole) ? narrowed(BigInt(whole)) : undefined;
}

/** A bigint where a double would not be exact, else a plain number. */
export function narrowed(value: bigint): Numeric {
  const double = Number(value);
  return Number.isSafeInteger(double) ? double : value;
}

/** How many decimals a number shows. */
export function decimals(value: Numeric): number {
  if (typeof value === "bigint" || Number.isInteger(value)) return 0;
  const [mantissa = "", power = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(power));
}

const MOST_DECIMALS = 100;

/** `value + count * step`, exact in decimals: 0.1 + 2 * 0.1 is 0.3. */
export function stepped(value: Numeric, step: Numeric, count: number): Numeric {
  if (isWhole(value) && isWhole(step))
    return narrowed(BigInt(value) + BigInt(step) * BigInt(count));
  const places = Math.min(MOST_DECIMALS, Math.max(decimals(value), decimals(step)));
  return Number((Number(value) + Number(step) * count).toFixed(places));
}

function isWhole(value: Numeric): boolean {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}
