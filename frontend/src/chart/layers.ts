import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";

/** From where to where a series reaches at each x; NaN where it has no value. */
export interface Layer {
  lower: Float64Array;
  upper: Float64Array;
}

/** Puts the series that are shown on each other, or all on the axis, as the chart wants it. */
export function layersOf(
  { stack = "zero" }: Chart,
  data: ChartData,
  shown: readonly boolean[],
): (Layer | null)[] {
  const columns = data.slice(1);
  const rows = data[0]?.length ?? 0;
  if (stack === "layered" || stack === "beside") {
    const lower = new Float64Array(rows);
    return columns.map((upper, index) => (shown[index] ? { lower, upper } : null));
  }
  const above = stack === "center" ? starts(columns, shown, rows) : new Float64Array(rows);
  const below = new Float64Array(rows);
  const wholes = stack === "normalize" ? sums(columns, shown, rows) : null;
  return columns.map((values, index) =>
    shown[index] ? stacked(values, above, below, wholes, stack === "center") : null,
  );
}

/** One layer more: on those above the axis, or under those below it. */
function stacked(
  values: Float64Array,
  above: Float64Array,
  below: Float64Array,
  wholes: Float64Array | null,
  centred: boolean,
): Layer {
  const lower = new Float64Array(values.length);
  const upper = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] as number) / (wholes ? wholes[row] || 1 : 1);
    const known = Number.isNaN(value) ? 0 : centred ? Math.abs(value) : value;
    const ends = known < 0 ? below : above;
    const end = ends[row] as number;
    lower[row] = end;
    upper[row] = Number.isNaN(value) ? Number.NaN : end + known;
    ends[row] = end + known;
  }
  return { lower, upper };
}

function sums(columns: ChartData, shown: readonly boolean[], rows: number): Float64Array {
  const sum = new Float64Array(rows);
  columns.forEach((values, index) => {
    if (!shown[index]) return;
    for (let row = 0; row < rows; row++)
      sum[row] = (sum[row] as number) + Math.abs(values[row] || 0);
  });
  return sum;
}

function starts(columns: ChartData, shown: readonly boolean[], rows: number): Float64Array {
  return sums(columns, shown, rows).map((sum) => -sum / 2);
}

/** The least and the greatest end of the layers, from one row to another. */
export function extentOf(layers: readonly (Layer | null)[], from: number, to: number): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const layer of layers) {
    if (!layer) continue;
    for (let row = from; row <= to; row++) {
      const [start, end] = [layer.lower[row] as number, layer.upper[row] as number];
      if (!Number.isFinite(end)) continue;
      low = Math.min(low, start, end);
      high = Math.max(high, start, end);
    }
  }
  return low > high ? [0, 1] : [low, high];
}

export type Extent = [number, number];

const DAY = 86_400_000;

/** The shortest way from one bar to the next. */
export function leastGap(xs: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (let row = 1; row < xs.length; row++) {
    const gap = (xs[row] as number) - (xs[row - 1] as number);
    if (gap > 0) least = Math.min(least, gap);
  }
  return Number.isFinite(least) ? least : DAY;
}
