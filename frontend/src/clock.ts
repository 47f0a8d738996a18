/** A time of the day as an ISO text: 18:30, or 18:30:15 where seconds matter. */
export type Time = string;
export type TimeFormat = "12h" | "24h" | "localized";

const DAY = 86_400;

export function secondsOf(time: Time): number {
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  return (hour * 60 + minute) * 60 + second;
}

export function timeOf(seconds: number, exact: boolean): Time {
  const parts = [seconds / 3600, (seconds / 60) % 60, ...(exact ? [seconds % 60] : [])];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

/** How many times a list has, one step apart. */
export function countOf(step: number): number {
  return Math.ceil(DAY / step);
}

export function writtenTime(time: Time, format: TimeFormat): string {
  if (format === "24h") return time;
  const locale = format === "12h" ? "en" : navigator.language;
  const exact = time.length > 5;
  const shown = new Intl.DateTimeFormat(locale, {
    ...(format === "12h" ? { hour12: true } : {}),
    hour: "numeric",
    minute: "2-digit",
    ...(exact ? { second: "2-digit" as const } : {}),
    numberingSystem: "latn", // so that it can be typed, too
    timeZone: "UTC",
  });
  // Some browsers put a narrow space before AM, which nobody types.
  return shown.format(secondsOf(time) * 1000).replace(/\s/g, " ");
}

const TYPED =
  /^(\d{1,2})(?:\s*[:.h]\s*(\d{1,2})?|(\d{2}))?(?:[:.](\d{1,2}))?\s*(?:([ap])\.?\s*m?\.?|h|uhr)?$/i;

/** Reads what a person typed: 18:30, 1830, 6.30 pm, 18h; null for what is no time. */
export function typedTime(text: string, exact: boolean): Time | null {
  const found = TYPED.exec(text.trim());
  if (!found) return null;
  const [, hours, minutes = found[3] ?? "0", , seconds = "0", half] = found;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const full = half ? (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0) : hour;
  if (full > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return timeOf((full * 60 + Number(minutes)) * 60 + (exact ? Number(seconds) : 0), exact);
}
