import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatMoment } from "../format/moment";
import type { LineChart } from "../wire.gen";
import type { ChartData } from "./data";
import { short } from "./summary";

const LEGEND = 28;
const AXIS = 34;
const POINTS = 60;
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
): () => void {
  const resolve = resolver(box);
  const size = () => ({
    width: Math.max(80, box.clientWidth),
    height: Math.max(60, box.clientHeight - legendHeight(box, element)),
  });
  const chart = new uPlot(options(element, data, resolve, size()), aligned(data), box);
  chart.over.parentElement?.setAttribute("role", "img");
  chart.over.parentElement?.setAttribute("aria-label", label);
  makeOperable(chart);
  const observer = new ResizeObserver(() => chart.setSize(size()));
  observer.observe(box);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
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
  head.textContent = xText(element, chart.data[0][index] ?? null);
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
  const time = element.x.type === "datetime";
  const few = element.rows <= POINTS;
  return {
    ...size,
    ms: 1,
    tzDate: (millis) => wallClock(millis),
    padding: [12, 12, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: true, y: false }, focus: { prox: 24 } },
    focus: { alpha: 0.35 },
    legend: { live: false },
    plugins: [tooltip(element)],
    scales: { x: { time, ...(element.x.type === "category" ? { range: categoryRange } : {}) } },
    series: [
      {
        label: element.x.label || element.x.name || "x",
        value: (_, value) => xText(element, value),
      },
      ...element.series.map(
        ({ name, color }, index): uPlot.Series => ({
          label: name,
          stroke: resolve(color || (PALETTE[index % PALETTE.length] as string)),
          width: 2,
          spanGaps: false,
          points: { show: few && hasFew(data[index + 1]), size: 5 },
        }),
      ),
    ],
    axes: axes(element, resolve),
  };
}

function hasFew(values: Float64Array | undefined): boolean {
  return (values?.length ?? 0) <= POINTS;
}

/** Moments are told by the clock on the wall, in no zone. */
function wallClock(millis: number): Date {
  const date = new Date(millis);
  return new Date(millis + date.getTimezoneOffset() * 60_000);
}

const categoryRange: uPlot.Range.Function = (_, low, high) => [low - 0.25, high + 0.25];

function xText({ x, categories = [] }: LineChart, value: number | null): string {
  if (value === null || value === undefined) return "–";
  if (x.type === "category") return categories[value] ?? "";
  return x.type === "datetime" ? momentText(value) : short(value);
}

function momentText(millis: number): string {
  const atMidnight = millis % 86_400_000 === 0;
  return formatMoment(millis * 1000, atMidnight ? "YYYY-MM-DD" : "YYYY-MM-DD HH:mm:ss");
}

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
