import { render } from "@testing-library/preact";
import { expect, it } from "vitest";
import { FileName } from "./file-name";

it.each([
  ["short.csv", "short.csv", ""],
  ["report of the year 2026.numbers.csv", "report of the year 2026", ".numbers.csv"],
  ["a rather long name in a folder", "a rather long name in a ", "folder"],
  ["日本語のとても長いファイルの名前です.csv", "日本語のとても長いファイルの名前です", ".csv"],
  ["an accent by itself: e\u0301.csv", "an accent by itself: e\u0301", ".csv"],
  ["very-long-name-of-a-file-👩‍👩‍👧", "very-long-name-of-a-file-👩‍👩‍👧", ""],
])("keeps the end of %s", (name, start, end) => {
  const { container } = render(<FileName name={name} />);
  const parts = [...container.querySelectorAll(".name > span")].map((part) => part.textContent);
  expect(parts).toEqual([start, end]);
});
