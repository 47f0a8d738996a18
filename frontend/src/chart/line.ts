import type uPlot from "uplot";
import type { Chart } from "../wire.gen";
import { type ChartData, isAbsent } from "./data";
import type { Drawing } from "./drawing";

const ROOM = 14; // pixels of a line that leave room for a dot

/** Lines, which uPlot itself draws. */
export function lines({ rows }: Chart, data: ChartData, colours: readonly string[]): Drawing {
  return {
    data: aligned(data),
    series: colours.map((colour, index) => line(rows, data, index, colour)),
    cursor: { points: { size: 7 }, focus: { prox: 24 } },
    hooks: {},
  };
}

/** uPlot knows a gap as null, and no row as undefined: a line goes on over it. */
function aligned([x, ...series]: ChartData): uPlot.AlignedData {
  const columns = series.map((values) => {
    if (!values.some(Number.isNaN)) return values;
    const absent = isAbsent(values);
    return Array.from(values, (value, row) =>
      Number.isNaN(value) ? (absent(row) ? undefined : null) : value,
    );
  });
  return [x as Float64Array, ...columns] as unknown as uPlot.AlignedData;
}

function line(rows: number, data: ChartData, index: number, colour: string): uPlot.Series {
  const lone = lonePoints(data[index + 1]);
  return {
    width: 2,
    spanGaps: false,
    points: {
      show: (chart: uPlot) => chart.over.clientWidth >= rows * ROOM,
      // Without a dot, a value between two gaps would not be seen.
      filter: (_: uPlot, __: number, all: boolean) => (all ? null : lone),
      fill: colour,
      size: 5,
    },
  };
}

/** The places of values that no line leads to or from. */
function lonePoints(values: Float64Array | undefined): number[] {
  if (!values) return [];
  const absent = isAbsent(values);
  const lone: number[] = [];
  let [before, candidate] = [false, -1];
  const end = () => {
    if (candidate >= 0) lone.push(candidate);
    [before, candidate] = [false, -1];
  };
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row])) {
      candidate = before ? -1 : row;
      before = true;
    } else if (!absent(row)) end();
  }
  end();
  return lone;
}
