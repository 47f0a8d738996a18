import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Chart } from "../wire.gen";
import { axes, isNamed } from "./axes";
import type { ChartData } from "./data";
import { type Drawing, marks } from "./drawing";
import { leastGap } from "./layers";
import { lines } from "./line";
import { colourOf, type Resolve, resolver } from "./palette";
import { scalesOf } from "./scales";
import { xText } from "./summary";
import { tooltip } from "./tip";

const LEGEND = 28;
const BESIDE = 56; // pixels that the axis of values and the padding take, about

/** What a user has changed, which the next drawing keeps. */
export interface Kept {
  hidden: Set<string>;
  zoom: [number, number] | null;
}

/** Draws a chart that fills its box, follows its width, and shows values under the pointer. */
export function drawChart(
  box: HTMLElement,
  element: Chart,
  data: ChartData,
  label: string,
  kept: Kept,
): () => void {
  const resolve = resolver(box);
  const colours = element.series.map((series, index) => colourOf(series, index, resolve));
  const drawing =
    element.type === "line"
      ? lines(element, data, colours)
      : marks(element, data, colours, resolve);
  const scales = drawing.dots ? scalesOf(element, drawing.dots) : null;
  if (scales) box.append(scales);
  const size = () => ({
    width: Math.max(80, box.clientWidth),
    height: Math.max(60, box.clientHeight - legendHeight(box, element) - heightOf(scales)),
  });
  const style = options(element, data, drawing, resolve, size());
  style.series.slice(1).forEach((series, index) => {
    Object.assign(series, { label: element.series[index]?.name, stroke: colours[index] });
    series.show = !kept.hidden.has(String(series.label));
  });
  const chart = new uPlot(style, drawing.data, box);
  if (scales) box.append(scales); // below the chart
  const xs = drawing.data[0] as ArrayLike<number>;
  remember(chart, kept, room(element, xs, xs[0] ?? 0, xs[xs.length - 1] ?? 0));
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
    scales?.remove();
    chart.destroy();
  };
}

function options(
  element: Chart,
  data: ChartData,
  drawing: Drawing,
  resolve: Resolve,
  size: { width: number; height: number },
): uPlot.Options {
  const { x, horizontal } = element;
  const room = size.width - BESIDE;
  return {
    ...size,
    ms: 1,
    tzDate: (millis) => wallClock(millis),
    padding: [12, 12, 0, 0],
    cursor: { drag: { x: !horizontal, y: horizontal === true }, ...drawing.cursor },
    focus: { alpha: 0.35 },
    legend: { live: false, show: hasLegend(element) },
    plugins: [tooltip(element, data, drawing)],
    hooks: drawing.hooks,
    scales: {
      x: {
        time: x.type === "datetime",
        range: placesRange(element, drawing.data[0] as ArrayLike<number>),
        ...(horizontal ? { ori: 1, dir: -1 } : {}),
      },
      y: { ...(drawing.range ? { range: drawing.range } : {}), ...(horizontal ? { ori: 0 } : {}) },
    },
    series: [
      {
        label: x.label || x.name || "x",
        value: (_, value) => xText(element, value ?? Number.NaN),
      },
      ...drawing.series,
    ],
    axes: axes(element, data, resolve, room),
  };
}

/** Room at both ends of the x axis for what stands there; none where a user looks closer. */
function placesRange(element: Chart, xs: ArrayLike<number>): uPlot.Range.Function {
  const [first, last] = [xs[0] ?? 0, xs[xs.length - 1] ?? 0];
  return (_, low, high) => {
    const closer = low > first || high < last;
    if (closer && high > low) return [low, high];
    return room(element, xs, first, last);
  };
}

const HALF_DAY = 43_200_000;

function room(
  element: Chart,
  xs: ArrayLike<number>,
  first: number,
  last: number,
): [number, number] {
  const { type, x } = element;
  if (type === "bar") {
    const half = isNamed(element) ? 0.5 : leastGap(xs) * 0.5;
    return [first - half, last + half];
  }
  if (first === last) {
    const some = x.type === "datetime" ? HALF_DAY : 0.5;
    return [first - some, last + some];
  }
  if (x.type === "category") return [first - 0.25, last + 0.25];
  const some = type === "scatter" ? (last - first) * 0.03 : 0;
  return [first - some, last + some];
}

/** Series that the user switches off stay off in the next drawing, and what is looked at closer does. */
function remember(chart: uPlot, kept: Kept, whole: [number, number]): void {
  const keep = (_: uPlot, index: number | null, { show }: { show?: boolean }) => {
    const label = String(chart.series[index ?? 0]?.label);
    if (show !== undefined) kept.hidden[show ? "delete" : "add"](label);
  };
  const { zoom } = kept;
  if (zoom && zoom[0] >= whole[0] && zoom[1] <= whole[1]) {
    chart.setScale("x", { min: zoom[0], max: zoom[1] });
  } else kept.zoom = null;
  const look = (_: uPlot, scale: string) => {
    const { min, max } = chart.scales[scale] ?? {};
    if (scale !== "x" || typeof min !== "number" || typeof max !== "number") return;
    kept.zoom = min > whole[0] || max < whole[1] ? [min, max] : null;
  };
  chart.hooks.setSeries = [...(chart.hooks.setSeries ?? []), keep] as never;
  chart.hooks.setScale = [...(chart.hooks.setScale ?? []), look] as never;
}

/** A single series that the axis names already needs no legend. */
function hasLegend({ series, legend = true, y_label: yLabel }: Chart): boolean {
  return legend && (series.length > 1 || series[0]?.name !== yLabel);
}

function legendHeight(box: HTMLElement, element: Chart): number {
  const legend = box.querySelector<HTMLElement>(".u-legend");
  return legend ? legend.offsetHeight : hasLegend(element) ? LEGEND : 0;
}

function heightOf(part: HTMLElement | null): number {
  return part?.offsetHeight ?? 0;
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

/** Moments are told by the clock on the wall, in no zone. */
function wallClock(millis: number): Date {
  const date = new Date(millis);
  return new Date(millis + date.getTimezoneOffset() * 60_000);
}
