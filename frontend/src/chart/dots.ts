import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";
import { type Extent, extentOf } from "./layers";

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

/** The area grows with the number, from 0 on. */
function bySize(areas: Float64Array, [low, high]: Extent): (row: number) => number {
  const start = Math.min(0, low);
  const span = Math.max(high, 0) - start || 1;
  return (row) => {
    const share = ((areas[row] as number) - start) / span;
    return Math.sqrt(LEAST + (Number.isNaN(share) ? 0 : share) * (MOST - LEAST)) / 2;
  };
}

/** The shade of a number, of few, so that dots can be stamped. */
export function shadeOf(value: number, [low, high]: Extent): number {
  if (Number.isNaN(value)) return 0;
  return Math.round(((value - low) / (high - low || 1)) * SHADES) / SHADES;
}

/** A colour between two, which are `rgb(…)`. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [from, to].map((colour) => (colour.match(/[\d.]+/g) ?? []).map(Number));
  const parts = [0, 1, 2].map((at) => {
    const start = a?.[at] ?? 0;
    return Math.round(start + ((b?.[at] ?? 0) - start) * share);
  });
  return `rgb(${parts})`;
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
