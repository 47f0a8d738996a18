import { expect, test } from "vitest";
import { parse, Verbatim, write } from "./parse";
import { Openness, rowsOf } from "./rows";

test.each([
  ["1180591620717411303424"],
  ["NaN"],
  ["-Infinity"],
  ["5.0"],
  ["1e400"],
  ["12345678901234567890.5"],
])("the number %s stays as it is written", (text) => {
  expect(parse(`[${text}]`)).toEqual([new Verbatim(text)]);
  expect(write(parse(`[${text}]`), 0)).toBe(`[${text}]`);
});

test("what looks like a number in a text is a text", () => {
  const text = String.raw`{"NaN":"Infinity 1234567890123456789 \" NaN","n":NaN}`;
  expect(parse(text)).toEqual({
    NaN: 'Infinity 1234567890123456789 " NaN',
    n: new Verbatim("NaN"),
  });
  expect(write(parse(text), 0)).toBe(text);
});

function paths(data: string, expanded: boolean | number): string[] {
  return rowsOf(parse(data), new Openness(expanded)).map(({ path }) => path);
}

test("as many levels are open as were asked for", () => {
  const data = '{"a":{"b":{"c":1}}}';
  expect(paths(data, false)).toEqual([""]);
  expect(paths(data, 0)).toEqual([""]);
  expect(paths(data, 1)).toEqual(["", "/a"]);
  expect(paths(data, 2)).toEqual(["", "/a", "/a/b"]);
  expect(paths(data, true)).toEqual(["", "/a", "/a/b", "/a/b/c"]);
});

test("keys with slashes and empty keys have paths of their own", () => {
  const found = paths('{"a/b":1,"a":{"b":2},"":3}', true);
  expect(new Set(found).size).toBe(found.length);
});

test("long lists are cut into ranges, of which the first is open", () => {
  const rows = rowsOf(parse(JSON.stringify([...Array(250).keys()])), new Openness(true));
  expect(rows.filter(({ range }) => range).map(({ range }) => range)).toEqual([
    [0, 100],
    [100, 200],
    [200, 250],
  ]);
  expect(rows.length).toBe(1 + 3 + 100);
});

test("many items open at once no more than can be drawn", () => {
  const rows = rowsOf(parse(JSON.stringify(Array(200_000).fill([0]))), new Openness(true));
  expect(rows.length).toBeLessThan(1500);
});

test("what the user opened and closed stays so", () => {
  const openness = new Openness(true);
  openness.set("/a", false);
  expect(rowsOf(parse('{"a":[1],"b":[2]}'), openness).map(({ path }) => path)).toEqual([
    "",
    "/a",
    "/b",
    "/b/0",
  ]);
});
