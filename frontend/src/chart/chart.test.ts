import { expect, test } from "vitest";
import type { Chart } from "../wire.gen";
import { columnCount, isAbsent } from "./data";
import { dotsOf, mixed, nearest, shadeOf } from "./dots";
import { extentOf, layersOf, leastGap } from "./layers";
import { summary } from "./summary";

const bars = (facts: Partial<Chart> = {}): Chart => ({
  kind: "chart",
  type: "bar",
  rows: 2,
  x: { name: "x", type: "number", label: "" },
  series: [{ name: "a" }, { name: "b" }],
  ...facts,
});
const column = (...values: number[]) => Float64Array.of(...values);
const data = [column(0, 1), column(1, Number.NaN), column(3, -2)];
const ends = (chart: Chart, shown = [true, true]) =>
  layersOf(chart, data, shown).map((layer) => layer && [[...layer.lower], [...layer.upper]]);

test("series stand on each other, those below the axis below it", () => {
  expect(ends(bars())).toEqual([
    [
      [0, 0],
      [1, Number.NaN],
    ],
    [
      [1, 0],
      [4, -2],
    ],
  ]);
  expect(ends(bars(), [false, true])).toEqual([
    null,
    [
      [0, 0],
      [3, -2],
    ],
  ]);
});

test("shares, the middle and layers", () => {
  expect(ends(bars({ stack: "normalize" }))[1]).toEqual([
    [0.25, 0],
    [1, -1],
  ]);
  expect(ends(bars({ stack: "center" }))[1]).toEqual([
    [-1, -1],
    [2, 1],
  ]);
  expect(ends(bars({ stack: "layered" }))[1]).toEqual([
    [0, 0],
    [3, -2],
  ]);
});

test("how far layers reach", () => {
  expect(extentOf(layersOf(bars(), data, [true, true]), 0, 1)).toEqual([-2, 4]);
  expect(extentOf([null], 0, 1)).toEqual([0, 1]);
  expect(leastGap(column(1, 4, 6))).toBe(2);
});

test("no row is another NaN than no value", () => {
  const values = column(1, Number.NaN, Number.NaN);
  new Uint32Array(values.buffer)[2] = 0xab;
  const absent = isAbsent(values);
  expect([0, 1, 2].map(absent)).toEqual([false, true, false]);
});

test("dots have a size, a shade, and one is nearest", () => {
  const chart = bars({ type: "scatter", size: "n", shade: "m" });
  expect(columnCount(chart)).toBe(4);
  const dots = dotsOf(chart, [column(0, 1), column(5, 6), column(10, 20), column(0, 9)]);
  expect([dots.radius(0), dots.radius(1)]).toEqual([1, 9.5]);
  expect(dots.shades).toEqual([10, 20]);
  expect([shadeOf(10, [10, 20]), shadeOf(20, [10, 20]), shadeOf(7, [7, 7])]).toEqual([0, 1, 0]);
  expect(mixed("rgb(0, 0, 0)", "rgb(10, 20, 30)", 0.5)).toBe("rgb(5,10,15)");
  const near = (away: number) =>
    nearest(
      [0, 1],
      dots,
      () => true,
      () => away,
      [0, 1],
    );
  expect([near(5), near(50)]).toEqual([1, null]);
});

test("a chart is told in words", () => {
  expect(summary(bars(), data)).toBe(
    "Bar chart of 2 bars; x from 0 to 1; a ranges from 1 to 1; b ranges from -2 to 3.",
  );
  expect(summary(bars({ rows: 0 }), null)).toBe("Bar chart without data.");
});
