import { describe, expect, test } from "vitest";
import { formatMoment } from "./format/moment";
import { float, formatNumber, printf } from "./format/number";
import { parseNumber, stepped } from "./number";
import { Scale } from "./scale";

test.each([
  [0.7, 0.05, 2, "0.70"],
  [5, 0.01, 0, "5.00"],
  [5, 1, 0, "5"],
  [0.125, 0.01, 0, "0.125"],
  [0.1 + 0.2, 0.01, 0, "0.300"],
  [5.843333333333334, 0.01, 0, "5.84"],
  [428.4285714285714, 0.01, 2, "428.43"],
  [0.0123456789, 0.01, 0, "0.0123"],
  [0, 0.1, 0, "0.0"],
  [-1.5, 0.0001, 0, "-1.5000"],
  [1e-10, 0.01, 0, "1e-10"],
  [1e300, 0.01, 0, "1e300"],
  [Number.POSITIVE_INFINITY, 0.01, 0, "inf"],
  [Number.NaN, 0.01, 0, "nan"],
])("the float %s with steps of %s is shown with its decimals", (value, step, least, text) => {
  expect(float(value, step, least)).toBe(text);
});

describe("printf", () => {
  test.each([
    ["%d", 3.9, "3"],
    ["%05d", -42, "-0042"],
    ["%.2f", 1.005, "1.00"],
    ["%0.1f%%", 12.34, "12.3%"],
    ["%+d", 5, "+5"],
    ["%-5d|", 5, "5    |"],
    ["%e", 12345.678, "1.234568e+04"],
    ["%g", 0.00001234, "1.234e-05"],
    ["%g", 100000, "100000"],
    ["%x", 255, "ff"],
    ["%X", 255, "FF"],
    ["%,d", 1234567, "1,234,567"],
    ["$%.0f k", 12, "$12 k"],
    ["%i of %%", 7, "7 of %"],
  ])("%s of %s is %s", (format, value, text) => {
    expect(printf(format, value)).toBe(text);
  });

  test("big integers stay exact", () => {
    expect(printf("%d", 9007199254740993n)).toBe("9007199254740993");
    expect(printf("%.1f", 9007199254740993n)).toBe("9007199254740993.0");
  });
});

test.each([
  ["percent", 0.256, "25.6%"],
  ["dollar", 1234.5, "$1,234.50"],
  ["compact", 1200, "1.2K"],
  ["scientific", 12345, "1.235E4"],
  ["accounting", -1234.5, "(1,234.50)"],
  ["bytes", 1500, "1.5 KB"],
  [null, Number.NaN, "nan"],
  [null, 1e21, "1e21"],
])("the format %s shows %s as %s", (format, value, text) => {
  expect(formatNumber(value, format)).toBe(text);
});

describe("moments", () => {
  const micros = BigInt(Date.UTC(2024, 1, 3, 14, 5, 9)) * 1000n + 123456n;
  test.each([
    ["YYYY-MM-DD", "2024-02-03"],
    ["MM/DD/YY - hh:mm", "02/03/24 - 02:05"],
    ["dddd, MMM Do", "Saturday, Feb 3rd"],
    ["H:mm:ss.SSSSSS a", "14:05:09.123456 pm"],
    ["[Week] D", "Week 3"],
    ["DDDD", "034"],
    ["L LT", "02/03/2024 2:05 PM"],
  ])("%s shows %s", (format, text) => {
    expect(formatMoment(micros, format)).toBe(text);
  });

  test("before the epoch, too", () => {
    expect(formatMoment(-1, "YYYY-MM-DD HH:mm:ss.SSSSSS")).toBe("1969-12-31 23:59:59.999999");
  });
});

describe("numbers as typed", () => {
  test.each([
    ["12", true, 12],
    [" -1 000 ", true, -1000],
    ["3.0", true, 3],
    ["1,5", false, 1.5],
    ["1,234.5", false, 1234.5],
    ["1e3", false, 1000],
    ["3.5", true, undefined],
    ["abc", false, undefined],
    ["", false, undefined],
  ])("%j (integer: %s) is %s", (text, integer, value) => {
    expect(parseNumber(text, integer)).toBe(value);
  });

  test("integers beyond 2^53 stay exact", () => {
    expect(parseNumber("9007199254740993", true)).toBe(9007199254740993n);
    expect(stepped(9007199254740993n, 2, 1)).toBe(9007199254740995n);
  });

  test("steps are exact in decimals", () => {
    expect(stepped(0.1, 0.1, 2)).toBe(0.3);
    expect(stepped(1, 1e-7, 3)).toBe(1.0000003);
  });
});

describe("a slider's scale", () => {
  test("each position is an exact decimal", () => {
    const scale = new Scale(0, 1, 0.1);
    const all = Array.from({ length: scale.count + 1 }, (_, index) => scale.at(index));
    expect(all).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(all.map((value) => scale.indexOf(value))).toEqual(all.map((_, index) => index));
  });

  test("the last step may be shorter", () => {
    const scale = new Scale(0, 10, 4);
    expect([0, 1, 2, 3].map((index) => scale.at(index))).toEqual([0, 4, 8, 10]);
    expect(scale.indexOf(10)).toBe(3);
  });

  test("big integers stay exact", () => {
    const min = 9007199254740993n;
    const scale = new Scale(min, min + 100n, 1);
    expect(scale.count).toBe(100);
    expect(scale.at(7)).toBe(min + 7n);
    expect(scale.fraction(min + 50n)).toBe(0.5);
  });

  test("no range has one position", () => {
    const scale = new Scale(5, 5, 1);
    expect([scale.count, scale.at(0), scale.fraction(5)]).toEqual([0, 5, 0]);
  });
});
