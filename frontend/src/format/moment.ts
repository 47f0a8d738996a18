import type { Numeric } from "../wire";

const LOCALE = "en";

/** The parts of a moment, on the clock on the wall: no time zone takes part. */
interface Clock {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  micro: number;
}

const MICROS = 1_000n;

function clockOf(micros: Numeric): Clock {
  const exact = BigInt(typeof micros === "number" ? Math.round(micros) : micros);
  const rest = ((exact % MICROS) + MICROS) % MICROS;
  const date = new Date(Number((exact - rest) / MICROS));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    micro: date.getUTCMilliseconds() * 1000 + Number(rest),
  };
}

const MONTHS = names({ month: "long" }, (index) => Date.UTC(2024, index, 1), 12);
const DAYS = names({ weekday: "long" }, (index) => Date.UTC(2024, 8, 1 + index), 7); // a Sunday

function names(part: Intl.DateTimeFormatOptions, at: (index: number) => number, count: number) {
  const format = new Intl.DateTimeFormat(LOCALE, { ...part, timeZone: "UTC" });
  return Array.from({ length: count }, (_, index) => format.format(at(index)));
}

const two = (number: number) => String(number).padStart(2, "0");
const twelve = (hour: number) => hour % 12 || 12;

function ordinal(number: number): string {
  const ending = ["th", "st", "nd", "rd"];
  const last = number % 100;
  return `${number}${ending[(last - 20) % 10] ?? ending[last] ?? "th"}`;
}

function dayOfYear({ year, month, day }: Clock): number {
  return (Date.UTC(year, month, day) - Date.UTC(year, 0, 0)) / 86_400_000;
}

const TOKENS: Readonly<Record<string, (clock: Clock) => string>> = {
  YYYY: ({ year }) => String(year).padStart(4, "0"),
  YY: ({ year }) => two(year % 100),
  Q: ({ month }) => String(Math.floor(month / 3) + 1),
  MMMM: ({ month }) => MONTHS[month] ?? "",
  MMM: ({ month }) => (MONTHS[month] ?? "").slice(0, 3),
  MM: ({ month }) => two(month + 1),
  M: ({ month }) => String(month + 1),
  DDDD: (clock) => String(dayOfYear(clock)).padStart(3, "0"),
  DDD: (clock) => String(dayOfYear(clock)),
  Do: ({ day }) => ordinal(day),
  DD: ({ day }) => two(day),
  D: ({ day }) => String(day),
  dddd: ({ weekday }) => DAYS[weekday] ?? "",
  ddd: ({ weekday }) => (DAYS[weekday] ?? "").slice(0, 3),
  dd: ({ weekday }) => (DAYS[weekday] ?? "").slice(0, 2),
  d: ({ weekday }) => String(weekday),
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(twelve(hour)),
  h: ({ hour }) => String(twelve(hour)),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  SSSSSS: ({ micro }) => String(micro).padStart(6, "0"),
  SSS: ({ micro }) => String(Math.floor(micro / 1000)).padStart(3, "0"),
  SS: ({ micro }) => two(Math.floor(micro / 10_000)),
  S: ({ micro }) => String(Math.floor(micro / 100_000)),
  A: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  a: ({ hour }) => (hour < 12 ? "am" : "pm"),
};

const SHORTHANDS: Readonly<Record<string, string>> = {
  LTS: "h:mm:ss A",
  LT: "h:mm A",
  LLLL: "dddd, MMMM D, YYYY h:mm A",
  LLL: "MMMM D, YYYY h:mm A",
  LL: "MMMM D, YYYY",
  L: "MM/DD/YYYY",
  iso8601: "YYYY-MM-DD[T]HH:mm:ss",
  localized: "MMMM D, YYYY h:mm A",
};

const longestFirst = (keys: string[]) =>
  keys.sort((one, other) => other.length - one.length).join("|");
const SHORTHAND = new RegExp(
  `\\[[^\\]]*\\]|${longestFirst(["LTS", "LT", "LLLL", "LLL", "LL", "L"])}`,
  "g",
);
const TOKEN = new RegExp(`\\[([^\\]]*)\\]|${longestFirst(Object.keys(TOKENS))}`, "g");

/** Shows microseconds since the epoch (or since midnight) as moment.js would with this format. */
export function formatMoment(micros: Numeric, format: string): string {
  const clock = clockOf(micros);
  const spelled = (SHORTHANDS[format] ?? format).replace(
    SHORTHAND,
    (name) => SHORTHANDS[name] ?? name,
  );
  return spelled.replace(TOKEN, (token, quoted) => quoted ?? TOKENS[token]?.(clock) ?? token);
}
