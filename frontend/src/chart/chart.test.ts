import { expect, test } from "vitest";
import type { Chart } from "../wire.gen";
import { columnCount, isAbsent } from "./data";
import { dotsOf, nearest, placed, shadeOf, shadesOf } from "./dots";
import { extentOf, layersOf, leastGap } from "./layers";
import { maskOf, raster } from "./raster";
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
  expect([shadeOf(10, [10, 20]), shadeOf(20, [10, 20]), shadeOf(7, [7, 7])]).toEqual([0, 24, 0]);
  const shades = shadesOf([0, 0, 0, 255], [10, 20, 30, 255]);
  expect([shades.length, shades[12], shades[24]]).toEqual([
    25,
    [5, 10, 15, 255],
    [10, 20, 30, 255],
  ]);
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

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

function picture(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  const at = (x: number, y: number) => [
    ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
  ];
  return { data, width, height, at };
}

test("a dot is round, and its middle has its opacity", () => {
  const { side, cover } = maskOf(2, 0.75);
  expect(side).toBe(6);
  expect([cover[0], cover[2 * 6 + 2], cover[3 * 6 + 3]]).toEqual([0, 191, 191]);
});

test("the last dot is on top, and others shine through", () => {
  const drawn = picture(9, 9);
  const dots = { count: 2, x: [4, 4], y: [4, 4], colour: [0, 1], radius: [6, 6] };
  raster(drawn, dots, [RED, BLUE], 0.75);
  const [red, green, blue, opacity] = drawn.at(4, 4) as [number, number, number, number];
  // 0.75 of blue over 0.75 of red: 0.75 and 0.1875 of 0.9375.
  expect([green, opacity]).toEqual([0, 239]);
  expect(Math.abs(red - 51)).toBeLessThan(3);
  expect(Math.abs(blue - 204)).toBeLessThan(3);
});

test("dots beside the picture, or nowhere, leave it as it is", () => {
  const drawn = picture(5, 5);
  const x = [-50, 100, Number.NaN, 2, Number.POSITIVE_INFINITY];
  const y = [2, 2, 2, Number.NaN, 2];
  const colour = [0, 0, 0, 0, 0];
  raster(drawn, { count: 5, x, y, colour, radius: [4, 4, 4, 4, 4] }, [RED], 1);
  expect(Math.max(...drawn.data)).toBe(0);
  raster(drawn, { count: 1, x: [0], y: [0], colour, radius: [4] }, [RED], 1);
  expect([drawn.at(0, 0), drawn.at(4, 4)]).toEqual([RED, [0, 0, 0, 0]]);
});

test("as many dots as there are end at the colour of one", () => {
  const drawn = picture(6, 6);
  const many = new Float64Array(1000).fill(3);
  const code = new Float64Array(1000);
  raster(drawn, { count: 1000, x: many, y: many, colour: code, radius: many }, [RED], 0.75);
  expect(drawn.at(3, 3)).toEqual(RED);
});

test("dots of a series that is switched off have no place", () => {
  const chart = bars({ type: "scatter", size: 16 });
  const dots = dotsOf(chart, [column(0, 1, 2), column(5, 6, 7), column(0, 1, 0)]);
  const same = (value: number) => value;
  const drawn = placed(dots, [0, 1, 2], [0, 2], [same, same], [true, false], 1.5);
  expect([drawn.count, drawn.x[1], drawn.y[1], drawn.radius[1]]).toEqual([2, 2, 7, 6]);
});

test("a chart is told in words", () => {
  expect(summary(bars(), data)).toBe(
    "Bar chart of 2 bars; x from 0 to 1; a ranges from 1 to 1; b ranges from -2 to 3.",
  );
  expect(summary(bars({ rows: 0 }), null)).toBe("Bar chart without data.");
});
