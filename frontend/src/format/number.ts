import { decimals } from "../number";
import type { Numeric } from "../wire";

type Formatter = (value: Numeric) => string;

const intl = (options: Intl.NumberFormatOptions, locale?: string): Formatter => {
  const format = new Intl.NumberFormat(locale, options);
  return (value) => format.format(value);
};

const currency = (code: string): Formatter =>
  intl({ style: "currency", currency: code, currencyDisplay: "narrowSymbol" }, "en");

/** Formats by name; each is made when it is first asked for. */
const NAMED: Readonly<Record<string, () => Formatter>> = {
  plain: () => plain,
  localized: () => intl({ maximumFractionDigits: 20 }),
  percent: () => intl({ style: "percent", maximumFractionDigits: 2 }, "en"),
  dollar: () => currency("USD"),
  euro: () => currency("EUR"),
  yen: () => currency("JPY"),
  compact: () => intl({ notation: "compact" }, "en"),
  scientific: () => intl({ notation: "scientific", maximumFractionDigits: 3 }, "en"),
  engineering: () => intl({ notation: "engineering", maximumFractionDigits: 3 }, "en"),
  accounting: () => accounting,
  bytes: () => bytes,
};

const made = new Map<string, Formatter>();

/** Shows a number as `format` says: a name ("percent"), or printf ("%.2f km"). */
export function formatNumber(value: Numeric, format?: string | null): string {
  if (!format) return plain(value);
  let formatter = made.get(format);
  if (!formatter) {
    formatter = NAMED[format]?.() ?? ((number) => printf(format, number));
    made.set(format, formatter);
  }
  return formatter(value);
}

const [TYPED, FIGURES] = [6, 3];

/**
 * A float as a person reads it: with the decimals of its step, and all that somebody may have typed;
 * of those that come from a computation, enough.
 */
export function float(value: Numeric, step: Numeric, least = 0): string {
  const size = Math.abs(Number(value));
  const usualSize = size === 0 || (size >= 1e-6 && size < 1e15);
  if (typeof value === "bigint" || !usualSize) return plain(value);
  const [own, wanted] = [decimals(value), Math.max(least, decimals(step))];
  const enough = FIGURES - 1 - Math.floor(Math.log10(size || 1));
  return value.toFixed(Math.max(wanted, own <= TYPED ? own : enough));
}

/** As Python would say it. */
export function plain(value: Numeric): string {
  if (typeof value === "bigint" || Number.isFinite(value)) return withoutPlus(String(value));
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

function withoutPlus(text: string): string {
  return text.replace("e+", "e");
}

function accounting(value: Numeric): string {
  const text = grouped((value < 0 ? -Number(value) : Number(value)).toFixed(2));
  return value < 0 ? `(${text})` : text;
}

const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

function bytes(value: Numeric): string {
  let amount = Number(value);
  let unit = 0;
  while (Math.abs(amount) >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${Number(amount.toFixed(1))} ${UNITS[unit]}`;
}

const PLACE = /%(%|([-+ 0#,']*)(\d+)?(?:\.(\d+))?[hlLqjzt]*([diufFeEgGxXobsc]))/g;

/** C's printf for one number; every place in the format shows the same number. */
export function printf(format: string, value: Numeric): string {
  return format.replace(PLACE, (_, whole, flags, width, precision, type) => {
    if (whole === "%") return "%";
    const digits = precision === undefined ? undefined : Number(precision);
    return padded(
      signed(converted(type, digits, value, flags), value, flags),
      Number(width ?? 0),
      flags,
    );
  });
}

function converted(
  type: string,
  digits: number | undefined,
  value: Numeric,
  flags: string,
): string {
  const size = value < 0 ? -value : value;
  if (typeof size === "number" && !Number.isFinite(size)) return plain(size);
  const text = CONVERSIONS[type.toLowerCase()]?.(size, digits) ?? plain(size);
  const cased = /[A-Z]/.test(type) ? text.toUpperCase() : text;
  return /[,']/.test(flags) ? grouped(cased) : cased;
}

type Conversion = (size: Numeric, digits: number | undefined) => string;

const whole = (size: Numeric): bigint =>
  typeof size === "bigint" ? size : BigInt(Math.trunc(size));
const integer: Conversion = (size, digits = 0) => whole(size).toString().padStart(digits, "0");

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  d: integer,
  i: integer,
  u: integer,
  f: (size, digits = 6) => fixed(size, digits),
  e: (size, digits = 6) => exponent(Number(size).toExponential(digits)),
  g: (size, digits = 6) => general(Number(size), digits || 1),
  x: (size) => whole(size).toString(16),
  o: (size) => whole(size).toString(8),
  b: (size) => whole(size).toString(2),
  s: (size) => plain(size),
  c: (size) => String.fromCodePoint(Number(whole(size))),
};

function fixed(size: Numeric, digits: number): string {
  if (typeof size === "bigint") return digits ? `${size}.${"0".repeat(digits)}` : String(size);
  return size >= 1e21
    ? `${whole(size)}${digits ? `.${"0".repeat(digits)}` : ""}`
    : size.toFixed(digits);
}

/** C writes at least two digits of exponent. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function general(size: number, digits: number): string {
  const power = size === 0 ? 0 : Math.floor(Math.log10(size));
  if (power < -4 || power >= digits) {
    return exponent(size.toExponential(digits - 1).replace(/\.?0+e/, "e"));
  }
  const text = size.toFixed(Math.max(0, digits - 1 - power));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function signed(text: string, value: Numeric, flags: string): string {
  if (value < 0 || Object.is(value, -0)) return `-${text}`;
  return flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[-+ ]?/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

function grouped(text: string): string {
  return text.replace(/^\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
}
