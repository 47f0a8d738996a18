import { expect, test } from "vitest";
import { filtered } from "./filter";
import { optionIds } from "./options";

const LIST = ["Adelie", "Chinstrap", "Gentoo", "Great gentoo"];

test.each([
  ["", "fuzzy", [0, 1, 2, 3]],
  ["gen", "fuzzy", [2, 3]],
  ["gg", "fuzzy", [3]],
  ["zz", "fuzzy", []],
  ["gentoo", "prefix", [2]],
  ["rap", "contains", [1]],
  ["anything", null, [0, 1, 2, 3]],
] as const)("%j by %s finds %j", (query, filter, found) => {
  expect(filtered(LIST, query, filter)).toEqual(found);
});

test("repeated options have ids of their own", () => {
  expect(optionIds(["a", "b", "a", "a"])).toEqual(["a", "b", "a\u001f1", "a\u001f2"]);
});
