import { formatMoment } from "../format/moment";
import { formatNumber } from "../format/number";
import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";

const MOST = 8;

const KINDS = { line: "Line", area: "Area", bar: "Bar", scatter: "Scatter" } as const;

/** What a chart shows, in words, for those who do not see it. */
export function summary(element: Chart, data: ChartData | null): string {
  const { type, rows, series, x } = element;
  const kind = `${KINDS[type]} chart`;
  if (rows === 0 || series.length === 0) return `${kind} without data.`;
  const names = series.map(({ name }) => name);
  if (!data) return `${kind} of ${names.join(", ")}.`;
  const axis = `${x.label || x.name || "x"} from ${position(element, data, 0)} to ${position(element, data, rows - 1)}`;
  const points = `${rows} ${type === "bar" ? "bars" : "points"}`;
  const told =
    type === "scatter"
      ? [`${names.slice(0, MOST).join(", ")} ${range(data[1])}`]
      : names.slice(0, MOST).map((name, index) => `${name} ${range(data[index + 1])}`);
  const more = series.length > MOST ? `; and ${series.length - MOST} more` : "";
  return `${kind} of ${points}; ${axis}; ${told.join("; ")}${more}.`;
}

function position(element: Chart, data: ChartData, row: number): string {
  return xText(element, data[0]?.[row] ?? Number.NaN);
}

/** A place on the horizontal axis, in words. */
export function xText({ x, categories = [] }: Chart, value: number): string {
  if (Number.isNaN(value)) return "–";
  if (x.type === "category") return categories[value] ?? "";
  return x.type === "datetime" ? momentText(value) : short(value);
}

function momentText(millis: number): string {
  const isDay = millis % 86_400_000 === 0;
  return formatMoment(millis * 1000, isDay ? "YYYY-MM-DD" : "YYYY-MM-DD HH:mm:ss");
}

function range(values: Float64Array | undefined): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values ?? []) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? "has no values" : `ranges from ${short(low)} to ${short(high)}`;
}

export function short(value: number): string {
  return formatNumber(value, "%.4g");
}
