/** A day as an ISO text, such as 2026-01-31: they sort as texts, and no time zone takes part. */
export type Day = string;

const DAY = 86_400_000;

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function isoOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** Today, where the browser is. */
export function today(now = new Date()): Day {
  return isoOf(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, date };
}

/** The day of these numbers, or null where the calendar has none. */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (!(year >= 1 && year <= 9999)) return null;
  const day = [pad(year, 4), pad(month, 2), pad(date, 2)].join("-");
  const found = /^\d{4}-\d\d-\d\d$/.test(day) ? utc(day) : null;
  return found && !Number.isNaN(found.getTime()) && isoOf(found) === day ? day : null;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, "0");
}

export function plusDays(day: Day, count: number): Day {
  return isoOf(new Date(utc(day).getTime() + count * DAY));
}

/** The same date some months later, or the last of a month that is shorter. */
export function plusMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  const months = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  for (let last = date; last > 28; last--) {
    const found = dayOf(toYear, toMonth, last);
    if (found) return found;
  }
  return dayOf(toYear, toMonth, Math.min(date, 28)) ?? day;
}

export function bounded(day: Day, min: Day, max: Day): Day {
  if (day < min) return min;
  return day > max ? max : day;
}

/** Six weeks around a month, from the first day of a week; 1 is Monday, 7 is Sunday. */
export function weeksOf(day: Day, firstDay: number): readonly (readonly Day[])[] {
  const { year, month } = partsOf(day);
  const first = dayOf(year, month, 1) ?? day;
  const start = plusDays(first, -((weekdayOf(first) - firstDay + 7) % 7));
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => plusDays(start, week * 7 + at)),
  );
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return utc(day).getUTCDay() || 7;
}

type Weeks = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
};
const SUNDAY_FIRST = new Set(["US", "CA", "MX", "BR", "JP", "KR", "IN", "IL", "ZA", "TW", "HK"]);

/** The day that weeks begin with where the reader is at home. */
export function firstDayOf(locale: string): number {
  const found = new Intl.Locale(locale).maximize() as Weeks;
  const known = found.getWeekInfo?.() ?? found.weekInfo;
  return known?.firstDay ?? (SUNDAY_FIRST.has(found.region ?? "") ? 7 : 1);
}

export function named(day: Day, part: Intl.DateTimeFormatOptions, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...part, calendar: "gregory", timeZone: "UTC" }).format(
    utc(day),
  );
}

export function monthNames(locale: string, width: "long" | "short" = "long"): string[] {
  return Array.from({ length: 12 }, (_, at) =>
    named(`2024-${pad(at + 1, 2)}-01`, { month: width }, locale),
  );
}

// Formats

/** Writes a day in a format of years, months and dates, such as DD.MM.YYYY. */
export function writtenDay(day: Day, format: string): string {
  const { year, month, date } = partsOf(day);
  return format
    .replace("YYYY", pad(year, 4))
    .replace("MM", pad(month, 2))
    .replace("DD", pad(date, 2));
}

type Part = "YYYY" | "MM" | "DD";

/** Reads what a person typed, in the order of the format; null for what is no day. */
export function typedDay(text: string, format: string, now: Day = today()): Day | null {
  const said = RELATIVE[text.trim().toLowerCase()];
  if (said !== undefined) return plusDays(now, said);
  const order = format.split(/[^A-Z]/) as Part[];
  const month = typedMonth(text);
  const numbers = (month ? text.replace(month.word, " ") : text).match(/\d+/g) ?? [];
  if (month) return withMonth(month.number, numbers, now);
  const digits = numbers.length === 1 ? split(numbers[0] ?? "", order) : numbers;
  if (digits.length < 2 || digits.length > 3) return null;
  if (digits[0]?.length === 4) return fromOrder(digits, ["YYYY", "MM", "DD"], now);
  return fromOrder(
    digits,
    digits.length === 2 ? order.filter((part) => part !== "YYYY") : order,
    now,
  );
}

const RELATIVE: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** 20260131 or 31012026: as many digits as the format has, without its marks. */
function split(digits: string, order: readonly Part[]): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const part of order) {
    const width = digits.length === 8 ? part.length : 2;
    parts.push(digits.slice(from, from + width));
    from += width;
  }
  return digits.length === 8 || digits.length === 6 ? parts : [];
}

function fromOrder(digits: readonly string[], order: readonly Part[], now: Day): Day | null {
  const found = new Map(order.map((part, at) => [part, digits[at] ?? ""]));
  const year = found.get("YYYY");
  return dayOf(
    year ? fullYear(year) : partsOf(now).year,
    Number(found.get("MM")),
    Number(found.get("DD")),
  );
}

function fullYear(digits: string): number {
  return digits.length <= 2 ? 2000 + Number(digits) : Number(digits);
}

/** "3 March 2026", "Mar 3": the year has four digits, or is this one. */
function withMonth(month: number, numbers: readonly string[], now: Day): Day | null {
  const year = numbers.find((each) => each.length === 4);
  const date = numbers.find((each) => each.length <= 2);
  return date ? dayOf(year ? Number(year) : partsOf(now).year, month, Number(date)) : null;
}

function typedMonth(text: string): { word: string; number: number } | null {
  const word = text.match(/\p{L}{3,}/u)?.[0];
  if (!word) return null;
  const wanted = word.toLowerCase();
  for (const locale of [navigator.language, "en"]) {
    const at = monthNames(locale).findIndex((name) => name.toLowerCase().startsWith(wanted));
    if (at >= 0) return { word, number: at + 1 };
  }
  return null;
}

const BETWEEN = /\s*[–—]\s*|\s+-\s+|\s+to\s+|\s*\.\.+\s*/;

/** Reads one day, or the ends of a range; null for what is neither. */
export function typedDays(text: string, format: string, range: boolean): Day[] | null {
  const texts = text.split(BETWEEN).filter((part) => part.trim() !== "");
  if (texts.length > (range ? 2 : 1)) return null;
  const days = texts.map((part) => typedDay(part, format));
  return days.every((day) => day !== null) ? (days as Day[]).sort() : null;
}

export function writtenDays(days: readonly Day[], format: string, range: boolean): string {
  const texts = days.map((day) => writtenDay(day, format));
  return range && texts.length === 1 ? `${texts[0]} – ` : texts.join(" – ");
}
