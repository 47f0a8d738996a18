import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";
import { type Extent, extentOf } from "./layers";
import type { Pixels } from "./marks";
import type { Bytes, Placed } from "./raster";

const SHADES = 24;
const LEAST = 4; // square pixels of the smallest dot that stands for a number
const MOST = 361;

/** What a scatter chart draws: the dots of each row, their colours and sizes. */
export interface Dots {
  y: Float64Array;
  /** Which series, or which shade, a row has. */
  code: Float64Array;
  radius: (row: number) => number;
  shades: Extent | null;
  sizes: Extent | null;
}

export function dotsOf(element: Chart, data: ChartData): Dots {
  const none = new Float64Array();
  const [, y = none, code = none, area] = data;
  const sizes = area ? rangeOf(area) : null;
  return {
    y,
    code,
    radius: area && sizes ? bySize(area, sizes) : fixed(element),
    shades: typeof element.shade === "string" ? rangeOf(code) : null,
    sizes,
  };
}

function rangeOf(values: Float64Array): Extent {
  return extentOf([{ lower: values, upper: values }], 0, values.length - 1);
}

function fixed({ size, rows }: Chart): (row: number) => number {
  const usual = rows > 20_000 ? 9 : rows > 1_000 ? 36 : 100;
  const radius = Math.sqrt(typeof size === "number" ? size : usual) / 2;
  return () => radius;
}

function bySize(areas: Float64Array, sizes: Extent): (row: number) => number {
  return (row) => radiusOf(areas[row] as number, sizes);
}

/** The radius of the dot for a number: its area grows with the number, from 0 on. */
export function radiusOf(value: number, [low, high]: Extent): number {
  const start = Math.min(0, low);
  const share = (value - start) / (Math.max(high, 0) - start || 1);
  return Math.sqrt(LEAST + (Number.isNaN(share) ? 0 : share) * (MOST - LEAST)) / 2;
}

/** The shade of a number, from 0 to 24. */
export function shadeOf(value: number, [low, high]: Extent): number {
  if (Number.isNaN(value)) return 0;
  return Math.round(((value - low) / (high - low || 1)) * SHADES);
}

/** The shades from one colour to another. */
export function shadesOf(from: Bytes, to: Bytes): Bytes[] {
  return Array.from({ length: SHADES + 1 }, (_, shade) => {
    const part = (at: number) => {
      const start = from[at] as number;
      return Math.round(start + (((to[at] as number) - start) * shade) / SHADES);
    };
    return [0, 1, 2, 3].map(part);
  });
}

/** The dots of some rows that are shown; the ratio is that of the canvas to the page. */
export function placed(
  dots: Dots,
  xs: ArrayLike<number>,
  [from, to]: readonly [number, number],
  [x, y]: readonly [Pixels, Pixels],
  shown: readonly boolean[],
  ratio: number,
): Placed {
  const room = Math.max(0, to - from + 1);
  const all = {
    x: new Float32Array(room),
    y: new Float32Array(room),
    colour: new Uint32Array(room),
    radius: new Uint16Array(room),
  };
  let count = 0;
  for (let row = from; row <= to; row++) {
    const code = dots.code[row] as number;
    if (!dots.shades && !shown[code]) continue;
    all.x[count] = x(xs[row] as number);
    all.y[count] = y(dots.y[row] as number);
    all.colour[count] = dots.shades ? shadeOf(code, dots.shades) : code;
    all.radius[count++] = Math.max(2, Math.round(dots.radius(row) * ratio * 2));
  }
  return { ...all, count };
}

/** The row whose dot is nearest to a place, if one is near. */
export function nearest(
  xs: ArrayLike<number>,
  dots: Dots,
  shown: (row: number) => boolean,
  distance: (row: number) => number,
  [from, to]: [number, number],
): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let row = from; row <= to && row < xs.length; row++) {
    if (!shown(row)) continue;
    const away = distance(row) - dots.radius(row);
    if (away < least) [best, least] = [row, away];
  }
  return least <= 8 ? best : null;
}
