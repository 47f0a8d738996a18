import type uPlot from "uplot";
import { plain } from "../format/number";
import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";
import { short, xText } from "./summary";

const AXIS = 34;
const LINE = 24; // of an axis whose labels have one line
const FONT = "12px system-ui, sans-serif";
const LETTER = 6.6; // about the width of one, of this font
const LONGEST = 18; // letters of a category
const SLANTED = 18; // pixels that a slanted label needs

const DAY = 86_400_000;
const HOUR = 3_600_000;
const DATE = "\n{MMM} {D}";
const YEAR = "\n{YYYY}";

/** From a distance of ticks on: how a tick is told, what begins with a year, a month, a day. */
const MOMENTS = [
  [365 * DAY, "{YYYY}", null, null, null, null, null, null, 1],
  [28 * DAY, "{MMM}", YEAR, null, null, null, null, null, 1],
  [DAY, "{MMM} {D}", YEAR, null, null, null, null, null, 1],
  [HOUR / 60, "{HH}:{mm}", `${DATE} {YYYY}`, null, DATE, null, null, null, 1],
  [1_000, "{HH}:{mm}:{ss}", `${DATE} {YYYY}`, null, DATE, null, null, null, 1],
  [1, "{ss}.{fff}", `${DATE} {YYYY}`, null, DATE, null, "\n{HH}:{mm}", null, 1],
] as unknown as uPlot.Axis.Values;

/** Names of bars and categories stand at whole numbers. */
const WHOLE = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6,
];

/** Whether the places on the x axis are those of rows (of bars) or of names, one beside the other. */
export function isNamed({ type, x }: Chart): boolean {
  return x.type === "category" || (type === "bar" && x.type === "number");
}

export function axes(
  element: Chart,
  data: ChartData,
  resolve: (colour: string) => string,
  room: number,
): uPlot.Axis[] {
  const common: uPlot.Axis = {
    stroke: resolve("var(--muted)"),
    font: FONT,
    labelFont: FONT,
    grid: { stroke: resolve("var(--line)"), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  const { x, y_label: yLabel, horizontal } = element;
  const places: uPlot.Axis = {
    ...common,
    size: x.type === "datetime" ? AXIS : LINE,
    grid: { show: element.type === "scatter" },
  };
  if (isNamed(element)) Object.assign(places, names(element, data, room));
  else if (x.type === "datetime") places.values = MOMENTS;
  if (horizontal && !isNamed(element)) places.size = 76;
  const values: uPlot.Axis = { ...common, size: widthOfLabels };
  if (horizontal) Object.assign(values, { size: LINE, space: 56 });
  if (element.stack === "normalize") values.values = (_, splits) => splits.map(percent);
  if (x.label) Object.assign(places, { label: x.label, labelSize: 20 });
  if (yLabel) Object.assign(values, { label: yLabel, labelSize: 20 });
  if (horizontal) {
    places.side = 3;
    values.side = 2;
  }
  return [places, values];
}

/** Labels that fit: beside each other, else slanted, else not all of them. */
function names(element: Chart, data: ChartData, room: number): uPlot.Axis {
  const label = (at: number) => shortened(nameAt(element, data, at));
  const count = element.type === "bar" ? element.rows : (element.categories?.length ?? 0);
  let longest = 1;
  const step = Math.max(1, Math.floor(count / 500));
  for (let at = 0; at < count; at += step) longest = Math.max(longest, label(at).length);
  const width = longest * LETTER + 12;
  const common = {
    incrs: WHOLE,
    values: (_: uPlot, splits: number[]) =>
      splits.map((at) => (Number.isInteger(at) ? label(at) : "")),
  };
  if (element.horizontal) return { ...common, space: 20, size: width };
  const slanted = count * width > room && count * SLANTED <= room;
  if (!slanted) return { ...common, space: Math.min(width, 120) };
  return { ...common, space: SLANTED, rotate: 45, size: Math.max(AXIS, width * 0.75 + 8) };
}

/** What stands at a place of the x axis. */
export function nameAt(element: Chart, data: ChartData, at: number): string {
  if (element.type !== "bar") return element.categories?.[at] ?? "";
  const value = data[0]?.[at];
  if (value === undefined) return "";
  return element.x.type === "number" ? plain(value) : xText(element, value);
}

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

function percent(share: number): string {
  return `${short(share * 100)}%`;
}

/** Room for the longest number on the axis. */
const widthOfLabels: uPlot.Axis.Size = (_, values) => {
  const longest = (values ?? []).reduce((most, value) => Math.max(most, value?.length ?? 0), 0);
  return Math.max(32, longest * 7 + 14);
};
