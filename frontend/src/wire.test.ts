import { describe, expect, test } from "vitest";
import { encode, fromNumber, isNumber, toNumber } from "./wire";

describe("numbers of the wire", () => {
  test.each([0, 1, -1.5, 1e308, Number.MAX_SAFE_INTEGER])("%s stays itself", (value) => {
    expect(toNumber(fromNumber(value))).toBe(value);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "%s is tagged",
    (value) => {
      expect(fromNumber(value)).toBe(`#${value}`);
      expect(toNumber(fromNumber(value))).toBe(value);
    },
  );

  test("integers beyond 2^53 stay exact", () => {
    expect(toNumber("#9007199254740993")).toBe(9007199254740993n);
    expect(fromNumber(9007199254740993n)).toBe("#9007199254740993");
    expect(fromNumber(-12n)).toBe(-12);
  });

  test("a text that is no number is refused", () => {
    expect(() => toNumber("12")).toThrow(TypeError);
    expect(isNumber("#hello")).toBe(false);
  });
});

describe("encode", () => {
  test("keeps the sign of zero", () => {
    expect(encode({ values: { a: -0, b: 0 } })).toBe('{"values":{"a":-0.0,"b":0}}');
    expect(Object.is(JSON.parse(encode([-0]))[0], -0)).toBe(true);
  });

  test("replaces a lone surrogate and keeps a pair", () => {
    expect(JSON.parse(encode(["a\ud800b", "\udc00", "😀"]))).toEqual(["a\ufffdb", "\ufffd", "😀"]);
  });

  test("tags what JSON lacks, wherever it stands", () => {
    const message = { values: { a: [Number.NaN], b: 2n ** 60n } };
    expect(JSON.parse(encode(message))).toEqual({
      values: { a: ["#NaN"], b: "#1152921504606846976" },
    });
  });
});
