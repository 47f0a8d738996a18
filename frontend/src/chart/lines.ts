import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { LineChart } from "../wire.gen";
import type { ChartData } from "./data";
import { short, xText } from "./summary";

const LEGEND = 28;
const AXIS = 34;
const ROOM = 14; // pixels of a line that leave room for a dot
const PALETTE = [
  "light-dark(#4353c9, #8f9cff)",
  "light-dark(#c4561a, #ff9c66)",
  "light-dark(#178055, #4fd09a)",
  "light-dark(#a4399b, #ec8ce3)",
  "light-dark(#8a6a00, #e5c04b)",
  "light-dark(#2079a8, #64c3f0)",
  "light-dark(#b3324f, #ff8aa1)",
  "light-dark(#5d6672, #aab4c2)",
];

/** Canvas wants a colour as it is now, not a variable. */
function resolver(box: HTMLElement): (colour: string) => string {
  const probe = document.createElement("span");
  return (colour) => {
    probe.style.color = "var(--text)";
    probe.style.color = colour;
    box.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
}

/** Draws a chart that fills its box, follows its width, and shows values under the pointer. */
export function drawLines(
  box: HTMLElement,
  element: LineChart,
  data: ChartData,
  label: string,
  hidden: Set<string>,
): () => void {
  const resolve = resolver(box);
  const size = () => ({
    width: Math.max(80, box.clientWidth),
    height: Math.max(60, box.clientHeight - legendHeight(box, element)),
  });
  const style = options(element, data, resolve, size());
  for (const line of style.series.slice(1)) line.show = !hidden.has(String(line.label));
  const chart = new uPlot(style, aligned(data), box);
  remember(chart, hidden);
  chart.over.parentElement?.setAttribute("role", "img");
  chart.over.parentElement?.setAttribute("aria-label", label);
  makeOperable(chart);
  const observer = new ResizeObserver(() => {
    const { width, height } = size();
    if (width !== chart.width || height !== chart.height) chart.setSize({ width, height });
  });
  observer.observe(box);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}

/** Lines that the user switches off stay off in the next drawing. */
function remember(chart: uPlot, hidden: Set<string>): void {
  const keep = (_: uPlot, index: number | null, { show }: { show?: boolean }) => {
    const label = String(chart.series[index ?? 0]?.label);
    if (show !== undefined) hidden[show ? "delete" : "add"](label);
  };
  chart.hooks.setSeries = [...(chart.hooks.setSeries ?? []), keep] as never;
}

function legendHeight(box: HTMLElement, { series }: LineChart): number {
  const legend = box.querySelector<HTMLElement>(".u-legend");
  return legend ? legend.offsetHeight : series.length > 0 ? LEGEND : 0;
}

/** uPlot knows a gap as null. */
function aligned([x, ...series]: ChartData): uPlot.AlignedData {
  const columns = series.map((values) =>
    values.some(Number.isNaN)
      ? Array.from(values, (value) => (Number.isNaN(value) ? null : value))
      : values,
  );
  return [x as Float64Array, ...columns] as unknown as uPlot.AlignedData;
}

/** The legend's switches, for those without a pointer. */
function makeOperable(chart: uPlot): void {
  const switches = chart.root.querySelectorAll<HTMLElement>(".u-legend .u-series > th");
  switches.forEach((item, index) => {
    const set = () =>
      item.setAttribute("aria-pressed", String(chart.series[index + 1]?.show ?? true));
    item.setAttribute("role", "button");
    item.tabIndex = 0;
    set();
    item.addEventListener("click", () => queueMicrotask(set));
    item.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      item.click();
    });
  });
}

/** Values beside the pointer. */
function tooltip(element: LineChart): uPlot.Plugin {
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.hidden = true;
  return {
    hooks: {
      init: (chart) => void chart.over.append(tip),
      setCursor: (chart) => {
        const index = chart.cursor.idx;
        const left = chart.cursor.left ?? -1;
        tip.hidden = index === null || index === undefined || left < 0;
        if (!tip.hidden) showTip(tip, chart, element, index as number, left);
      },
    },
  };
}

function showTip(tip: HTMLElement, chart: uPlot, element: LineChart, index: number, left: number) {
  const head = document.createElement("strong");
  head.textContent = xText(element, chart.data[0][index] ?? Number.NaN);
  const lines = chart.series.slice(1).flatMap((series, at) => {
    const value = chart.data[at + 1]?.[index];
    if (!series.show || value === null || value === undefined) return [];
    return [tipLine(String(series.label), colourOf(chart, at + 1), value)];
  });
  tip.replaceChildren(head, ...lines);
  const after = left + 12 + tip.offsetWidth > chart.over.clientWidth;
  tip.style.left = `${after ? left - 12 - tip.offsetWidth : left + 12}px`;
  const top = Math.min(chart.cursor.top ?? 0, chart.over.clientHeight - tip.offsetHeight);
  tip.style.top = `${Math.max(0, top)}px`;
}

function colourOf(chart: uPlot, index: number): string {
  const stroke = chart.series[index]?.stroke;
  return String(typeof stroke === "function" ? stroke(chart, index) : stroke);
}

function tipLine(label: string, colour: string, value: number): HTMLElement {
  const line = document.createElement("div");
  const mark = document.createElement("i");
  mark.style.background = colour;
  const name = document.createElement("span");
  name.textContent = label;
  const number = document.createElement("b");
  number.textContent = short(value);
  line.append(mark, name, number);
  return line;
}

type Resolve = (colour: string) => string;
type Size = { width: number; height: number };

function options(element: LineChart, data: ChartData, resolve: Resolve, size: Size): uPlot.Options {
  const { type } = element.x;
  return {
    ...size,
    ms: 1,
    tzDate: (millis) => wallClock(millis),
    padding: [12, 12, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: true, y: false }, focus: { prox: 24 } },
    focus: { alpha: 0.35 },
    legend: { live: false },
    plugins: [tooltip(element)],
    scales: {
      x: { time: type === "datetime", ...(type === "category" ? { range: categoryRange } : {}) },
    },
    series: [
      {
        label: element.x.label || element.x.name || "x",
        value: (_, value) => xText(element, value ?? Number.NaN),
      },
      ...element.series.map((_, index) => line(element, data, index, resolve)),
    ],
    axes: axes(element, resolve),
  };
}

function line({ series, rows }: LineChart, data: ChartData, index: number, resolve: Resolve) {
  const { name, color } = series[index] ?? { name: "" };
  const stroke = resolve(color || (PALETTE[index % PALETTE.length] as string));
  const lone = lonePoints(data[index + 1]);
  return {
    label: name,
    stroke,
    width: 2,
    spanGaps: false,
    points: {
      show: (chart: uPlot) => chart.over.clientWidth >= rows * ROOM,
      // Without a dot, a value between two gaps would not be seen.
      filter: (_: uPlot, __: number, all: boolean) => (all ? null : lone),
      fill: stroke,
      size: 5,
    },
  } satisfies uPlot.Series;
}

/** The places of values that have no neighbour. */
function lonePoints(values: Float64Array | undefined): number[] {
  const lone: number[] = [];
  let before = Number.NaN;
  values?.forEach((value, at) => {
    const isLone = Number.isNaN(before) && Number.isNaN(values[at + 1] ?? Number.NaN);
    if (isLone && !Number.isNaN(value)) lone.push(at);
    before = value;
  });
  return lone;
}

/** Moments are told by the clock on the wall, in no zone. */
function wallClock(millis: number): Date {
  const date = new Date(millis);
  return new Date(millis + date.getTimezoneOffset() * 60_000);
}

const categoryRange: uPlot.Range.Function = (_, low, high) => [low - 0.25, high + 0.25];

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

function axes(element: LineChart, resolve: Resolve): uPlot.Axis[] {
  const stroke = resolve("var(--muted)");
  const line = resolve("var(--line)");
  const common: uPlot.Axis = {
    stroke,
    font: "12px system-ui, sans-serif",
    labelFont: "12px system-ui, sans-serif",
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  const { x, y_label: yLabel, categories = [] } = element;
  const horizontal: uPlot.Axis = { ...common, size: AXIS, grid: { show: false } };
  if (x.label) Object.assign(horizontal, { label: x.label, labelSize: 20 });
  if (x.type === "datetime") horizontal.values = MOMENTS;
  if (x.type === "category") {
    horizontal.incrs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    horizontal.values = (_, splits) => splits.map((at) => categories[at] ?? "");
  }
  const vertical: uPlot.Axis = { ...common, size: widthOfLabels };
  if (yLabel) Object.assign(vertical, { label: yLabel, labelSize: 20 });
  return [horizontal, vertical];
}

/** Room for the longest number on the axis. */
const widthOfLabels: uPlot.Axis.Size = (_, values) => {
  const longest = (values ?? []).reduce((most, value) => Math.max(most, value?.length ?? 0), 0);
  return Math.max(32, longest * 7 + 14);
};
