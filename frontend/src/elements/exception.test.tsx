import { cleanup } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { stage } from "../stage";

afterEach(cleanup);

const frame = { file: "/srv/app.py", line: 9, name: "f", code: "x = = 1\n    ^", user: true };

async function rows(rest = {}): Promise<(string | null)[][]> {
  const box = {
    kind: "exception",
    type: "SyntaxError",
    message: "no",
    frames: [{ ...frame, ...rest }],
  };
  const { shown } = await stage(box);
  return [...shown.container.querySelectorAll(".culprit .row")].map((row) => [
    row.className,
    ...[...row.children].map((part) => part.textContent),
  ]);
}

test("the line stands among those around it, with their numbers", async () => {
  expect(await rows({ before: ["for y in z:", ""], after: ["return"], indent: 4 })).toEqual([
    ["row", "7", "for y in z:"],
    ["row", "8", " "],
    ["row failed", "9", "    x = = 1\n        ^"],
    ["row", "10", "return"],
  ]);
});

test("a line without others stands alone", async () => {
  expect(await rows()).toEqual([["row failed", "9", "x = = 1\n    ^"]]);
});
