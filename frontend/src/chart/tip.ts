import type uPlot from "uplot";
import type { Chart } from "../wire.gen";
import { isNamed, nameAt } from "./axes";
import type { ChartData } from "./data";
import { nearest } from "./dots";
import type { Drawing } from "./drawing";
import { pixels } from "./marks";
import { short, xText } from "./summary";

const NEAR = 24;

/** Values beside the pointer. */
export function tooltip(element: Chart, data: ChartData, drawing: Drawing): uPlot.Plugin {
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.hidden = true;
  const find = drawing.dots ? nearestDot : rowUnder;
  return {
    hooks: {
      init: (chart) => void chart.over.append(tip),
      setCursor: (chart) => {
        const away = (chart.cursor.left ?? -1) < 0;
        const row = away ? null : find(chart, data, drawing);
        tip.hidden = row === null;
        if (row !== null) show(tip, chart, element, data, drawing, row);
      },
    },
  };
}

function rowUnder(chart: uPlot): number | null {
  return chart.cursor.idx ?? null;
}

function nearestDot(chart: uPlot, data: ChartData, { dots }: Drawing): number | null {
  const { left = -1, top = -1 } = chart.cursor;
  const xs = data[0] as Float64Array;
  if (!dots) return null;
  const shown = chart.series.slice(1).map((series) => series.show !== false);
  const [x, y] = [pixels(chart, "x", false), pixels(chart, "y", false)];
  const ends = [left - NEAR, left + NEAR].map((at) => chart.valToIdx(chart.posToVal(at, "x")));
  return nearest(
    xs,
    dots,
    (row) => dots.shades !== null || shown[dots.code[row] as number] === true,
    (row) => Math.hypot(x(xs[row] as number) - left, y(dots.y[row] as number) - top),
    [Math.max(0, (ends[0] ?? 0) - 1), (ends[1] ?? 0) + 1],
  );
}

function show(
  tip: HTMLElement,
  chart: uPlot,
  element: Chart,
  data: ChartData,
  drawing: Drawing,
  row: number,
): void {
  const head = document.createElement("strong");
  head.textContent =
    element.type === "bar" && isNamed(element)
      ? nameAt(element, data, row)
      : xText(element, data[0]?.[row] ?? Number.NaN);
  const lines = drawing.dots
    ? dotLines(chart, element, data, drawing, row)
    : rowLines(chart, data, row);
  tip.replaceChildren(head, ...lines);
  place(tip, chart);
}

function rowLines(chart: uPlot, data: ChartData, row: number): HTMLElement[] {
  return chart.series.slice(1).flatMap((series, at) => {
    const value = data[at + 1]?.[row];
    if (!series.show || value === undefined || Number.isNaN(value)) return [];
    return [tipLine(String(series.label), colourIn(chart, at + 1), value)];
  });
}

function dotLines(
  chart: uPlot,
  element: Chart,
  data: ChartData,
  { dots }: Drawing,
  row: number,
): HTMLElement[] {
  const code = dots?.code[row] ?? 0;
  const at = dots?.shades ? 0 : code;
  const colour = dots?.shades ? null : colourIn(chart, at + 1);
  const lines = [tipLine(element.series[at]?.name ?? "", colour, dots?.y[row] ?? Number.NaN)];
  if (element.shade) lines.push(tipLine(element.shade, null, code));
  const size = data[3]?.[row];
  if (typeof element.size === "string" && size !== undefined)
    lines.push(tipLine(element.size, null, size));
  return lines;
}

function place(tip: HTMLElement, chart: uPlot): void {
  const left = chart.cursor.left ?? 0;
  const after = left + 12 + tip.offsetWidth > chart.over.clientWidth;
  tip.style.left = `${Math.max(0, after ? left - 12 - tip.offsetWidth : left + 12)}px`;
  const top = Math.min(chart.cursor.top ?? 0, chart.over.clientHeight - tip.offsetHeight);
  tip.style.top = `${Math.max(0, top)}px`;
}

function colourIn(chart: uPlot, index: number): string {
  const stroke = chart.series[index]?.stroke;
  return String(typeof stroke === "function" ? stroke(chart, index) : stroke);
}

function tipLine(label: string, colour: string | null, value: number): HTMLElement {
  const line = document.createElement("div");
  if (colour) {
    const mark = document.createElement("i");
    mark.style.background = colour;
    line.append(mark);
  }
  const name = document.createElement("span");
  name.textContent = label;
  const number = document.createElement("b");
  number.textContent = Number.isNaN(value) ? "–" : short(value);
  line.append(name, number);
  return line;
}
