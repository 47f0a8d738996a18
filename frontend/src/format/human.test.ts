import { expect, test } from "vitest";
import { count, duration, percent, size } from "./human";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 KB"],
  [1549, "1.5 KB"],
  [9960, "10 KB"],
  [999_499, "999 KB"],
  [999_500, "1 MB"],
  [84_200_000, "84 MB"],
  [2.5e18, "2,500 PB"],
])("%d bytes are %s", (bytes, text) => expect(size(bytes)).toBe(text));

test.each([
  [0, "0 s"],
  [0.0004, "0 s"],
  [0.0123, "12 ms"],
  [0.94, "940 ms"],
  [0.99, "1 s"],
  [4.26, "4.3 s"],
  [59.9, "1 min"],
  [90, "1.5 min"],
  [3590, "1 h"],
  [5 * 86400, "5 d"],
])("%d seconds are %s", (seconds, text) => expect(duration(seconds)).toBe(text));

test("counts are grouped", () => expect(count(1_234_567)).toBe("1,234,567"));

test.each([
  [0, 0, null],
  [0, 7, "0 %"],
  [1, 10_000, "1 %"],
  [2, 3, "67 %"],
  [9_999, 10_000, "99 %"],
  [7, 7, "100 %"],
])("%d of %d are %s", (part, all, text) => expect(percent(part, all)).toBe(text));
