import uPlot from "uplot";
import type { Chart } from "../wire.gen";
import { isNamed } from "./axes";
import type { ChartData } from "./data";
import { type Dots, dotsOf, placed, shadesOf } from "./dots";
import { extentOf, type Layer, layersOf, leastGap } from "./layers";
import { clipped, drawArea, drawBars, type Pixels, pixels } from "./marks";
import { type Resolve, SHADES } from "./palette";
import { type Bytes, bytesOf, raster } from "./raster";

/** What uPlot is told of a kind of chart. */
export interface Drawing {
  data: uPlot.AlignedData;
  series: uPlot.Series[];
  cursor: uPlot.Cursor;
  hooks: uPlot.Hooks.Arrays;
  range?: uPlot.Range.Function;
  dots?: Dots;
}

/** Areas, bars and dots: uPlot has the axes, and these are drawn between them. */
export function marks(
  element: Chart,
  data: ChartData,
  colours: readonly string[],
  resolve: Resolve,
): Drawing {
  const x = data[0] as Float64Array;
  const places =
    element.type === "bar" && isNamed(element) ? Float64Array.from(x, (_, row) => row) : x;
  const common = {
    // What uPlot looks for in the columns is told by `range` and the tooltip.
    data: [places, ...colours.map(() => places)] as uPlot.AlignedData,
    series: colours.map(() => ({ paths: () => null, points: { show: false } })),
    cursor: { points: { show: false }, y: element.type === "scatter" },
  };
  if (element.type === "scatter") return { ...common, ...scatter(element, data, colours, resolve) };
  return { ...common, ...layered(element, data, places, colours) };
}

type Own = Pick<Drawing, "hooks"> & { range: uPlot.Range.Function; dots?: Dots };

function shownOf(chart: uPlot): boolean[] {
  return chart.series.slice(1).map(({ show }) => show !== false);
}

function rowsOf(chart: uPlot): [number, number] {
  const [from = 0, to = 0] = chart.series[0]?.idxs ?? [];
  return [Math.max(0, from - 1), Math.min(to + 1, chart.data[0].length - 1)];
}

// Areas and bars

function layered(
  element: Chart,
  data: ChartData,
  places: Float64Array,
  colours: readonly string[],
): Own {
  let known = "";
  let layers: (Layer | null)[] = [];
  const current = (chart: uPlot) => {
    const shown = shownOf(chart);
    if (String(shown) !== known) [known, layers] = [String(shown), layersOf(element, data, shown)];
    return layers;
  };
  const range: uPlot.Range.Function = (chart) => {
    const [from, to] = rowsOf(chart);
    return withZero(extentOf(current(chart), from, to), element.stack === "normalize");
  };
  const gap = element.type === "bar" ? (isNamed(element) ? 1 : leastGap(places)) : 0;
  const draw = (chart: uPlot) => {
    const drawn = current(chart);
    clipped(chart, (context) => {
      if (element.type === "area") areas(context, chart, element, drawn, colours);
      else bars(context, chart, element, drawn, colours, gap);
    });
  };
  return { range, hooks: { draw: [draw] } };
}

function withZero([low, high]: [number, number], whole: boolean): [number, number] {
  if (whole) return [Math.min(0, low), Math.max(low < 0 ? 0 : 1, high)];
  const [bottom, top] = [Math.min(0, low), Math.max(0, high)];
  const some = (top - bottom) * 0.05 || 1;
  return [bottom < 0 ? bottom - some : 0, top > 0 || bottom === 0 ? top + some : 0];
}

function areas(
  context: CanvasRenderingContext2D,
  chart: uPlot,
  { stack }: Chart,
  layers: readonly (Layer | null)[],
  colours: readonly string[],
): void {
  const [from, to] = rowsOf(chart);
  const both: [ReturnType<typeof pixels>, ReturnType<typeof pixels>] = [
    pixels(chart, "x"),
    pixels(chart, "y"),
  ];
  const opacity = stack === "layered" ? 0.25 : 0.55;
  layers.forEach((layer, index) => {
    if (!layer) return;
    const look = { colour: colours[index] as string, opacity, width: 1.5 * uPlot.pxRatio };
    drawArea(context, { xs: chart.data[0], from, to }, layer, both, look);
  });
}

const WIDEST = 96;
const PART = 0.8; // of the way to the next bar

function bars(
  context: CanvasRenderingContext2D,
  chart: uPlot,
  { stack, horizontal = false }: Chart,
  layers: readonly (Layer | null)[],
  colours: readonly string[],
  gap: number,
): void {
  const [from, to] = rowsOf(chart);
  const [x, y] = [pixels(chart, "x"), pixels(chart, "y")];
  const shown = layers.flatMap((layer, index) => (layer ? [index] : []));
  const count = stack === "beside" ? Math.max(1, shown.length) : 1;
  const room = Math.min(Math.abs(x(gap) - x(0)) * PART, WIDEST * count * uPlot.pxRatio);
  const thickness = room / count;
  shown.forEach((index, at) => {
    drawBars(context, { xs: chart.data[0], from, to }, layers[index] as Layer, [x, y], {
      thickness: count > 1 ? thickness * 0.94 : thickness,
      shift: (at - (shown.length - 1) / 2) * (count > 1 ? thickness : 0),
      horizontal,
      colour: colours[index] as string,
      opacity: stack === "layered" ? 0.6 : 1,
    });
  });
}

// Dots

function scatter(
  element: Chart,
  data: ChartData,
  colours: readonly string[],
  resolve: Resolve,
): Own {
  const dots = dotsOf(element, data);
  const [pale, deep] = bytesOf(SHADES.map(resolve)) as [Bytes, Bytes];
  const bytes = dots.shades ? shadesOf(pale, deep) : bytesOf(colours);
  const range: uPlot.Range.Function = (chart) => {
    const [from, to] = rowsOf(chart);
    const [low, high] = extentOf([{ lower: dots.y, upper: dots.y }], from, to);
    return uPlot.rangeNum(low, high, 0.1, true) as [number, number];
  };
  const draw = (chart: uPlot) => drawDots(chart, dots, bytes);
  return { range, dots, hooks: { draw: [draw] } };
}

const OPACITY = 0.75;

/** All dots are one picture, which is laid on the plot. */
function drawDots(chart: uPlot, dots: Dots, colours: readonly Bytes[]): void {
  const { left, top, width, height } = chart.bbox;
  const origin = [Math.floor(left), Math.floor(top)] as const;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(width) + 1);
  canvas.height = Math.max(1, Math.ceil(height) + 1);
  const [x, y] = [pixels(chart, "x"), pixels(chart, "y")];
  const within: [Pixels, Pixels] = [(at) => x(at) - origin[0], (at) => y(at) - origin[1]];
  const [xs, shown] = [chart.data[0], shownOf(chart)];
  const drawn = placed(dots, xs, rowsOf(chart), within, shown, uPlot.pxRatio);
  const picture = new ImageData(canvas.width, canvas.height);
  raster(picture, drawn, colours, OPACITY);
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
  clipped(chart, (context) => context.drawImage(canvas, ...origin));
}
