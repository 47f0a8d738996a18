import type uPlot from "uplot";
import type { Layer } from "./layers";

/** The numbers of one axis as pixels, of the canvas or of the page within the plot. */
export type Pixels = (value: number) => number;

export function pixels(chart: uPlot, scale: "x" | "y", canvas = true): Pixels {
  const { min = 0, max = 1 } = chart.scales[scale] ?? {};
  const [low, high] = [min ?? 0, max ?? 1];
  const start = chart.valToPos(low, scale, canvas);
  const slope = (chart.valToPos(high, scale, canvas) - start) / (high - low || 1);
  return (value) => start + (value - low) * slope;
}

/** Draws within the plot only. */
export function clipped(chart: uPlot, draw: (context: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}

type Rows = { xs: ArrayLike<number>; from: number; to: number };

/** A layer between its two edges, with a line along the outer; it ends where a value is missing. */
export function drawArea(
  context: CanvasRenderingContext2D,
  { xs, from, to }: Rows,
  { lower, upper }: Layer,
  [x, y]: [Pixels, Pixels],
  { colour, opacity, width }: { colour: string; opacity: number; width: number },
): void {
  let points: Point[] = [];
  const flush = () => {
    if (points.length > 0) fillArea(context, points, colour, opacity, width);
    points = [];
  };
  for (let row = from; row <= to; row++) {
    const top = upper[row] as number;
    if (Number.isNaN(top)) flush();
    else add(points, x(xs[row] as number), y(top), y(lower[row] as number));
  }
  flush();
}

interface Point {
  left: number;
  first: number;
  top: number;
  bottom: number;
  last: number;
  base: number;
}

/** Of the values in one column of pixels, its ends are enough. */
function add(points: Point[], left: number, top: number, base: number): void {
  const column = Math.round(left * 2) / 2;
  const last = points.at(-1);
  if (last?.left !== column) {
    points.push({ left: column, first: top, top, bottom: top, last: top, base });
    return;
  }
  last.top = Math.min(last.top, top);
  last.bottom = Math.max(last.bottom, top);
  last.last = top;
  last.base = base;
}

function fillArea(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  colour: string,
  opacity: number,
  width: number,
): void {
  const edge = new Path2D();
  for (const { left, first, top, bottom, last } of points) {
    edge.lineTo(left, first);
    if (top !== bottom) {
      edge.lineTo(left, top);
      edge.lineTo(left, bottom);
      edge.lineTo(left, last);
    }
  }
  const area = new Path2D(edge);
  for (const { left, base } of points.toReversed()) area.lineTo(left, base);
  area.closePath();
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fill(area);
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  if (points.length === 1) dot(context, points[0] as Point, colour, width);
  else context.stroke(edge);
}

/** A value between two gaps. */
function dot(context: CanvasRenderingContext2D, point: Point, colour: string, width: number): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(point.left, point.first, width * 1.75, 0, 2 * Math.PI);
  context.fill();
}

export interface Bars {
  thickness: number;
  shift: number;
  horizontal: boolean;
  colour: string;
  opacity: number;
}

/** Bars; those that are thinner than a pixel are drawn as one. */
export function drawBars(
  context: CanvasRenderingContext2D,
  { xs, from, to }: Rows,
  { lower, upper }: Layer,
  [x, y]: [Pixels, Pixels],
  { thickness, shift, horizontal, colour, opacity }: Bars,
): void {
  context.fillStyle = colour;
  context.globalAlpha = opacity;
  let column = Number.NaN;
  let [low, high] = [0, 0];
  const thick = Math.max(1, Math.round(thickness));
  const flush = () => {
    if (Number.isNaN(column)) return;
    const length = Math.max(high - low, 1);
    if (horizontal) context.fillRect(low, column, length, thick);
    else context.fillRect(column, low, thick, length);
  };
  for (let row = from; row <= to; row++) {
    const end = upper[row] as number;
    if (Number.isNaN(end)) continue;
    const place = Math.round(x(xs[row] as number) + shift - thick / 2);
    const [one, other] = [Math.round(y(lower[row] as number)), Math.round(y(end))];
    if (place !== column) {
      flush();
      column = place;
      [low, high] = [Math.min(one, other), Math.max(one, other)];
    } else {
      low = Math.min(low, one, other);
      high = Math.max(high, one, other);
    }
  }
  flush();
  context.globalAlpha = 1;
}
