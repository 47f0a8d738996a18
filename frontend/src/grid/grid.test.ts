import { describe, expect, test, vi } from "vitest";
import type { Column } from "../wire.gen";
import { rawText, textOf } from "./cells";
import { blockText } from "./copy";
import { PAGE, Rows } from "./rows";
import { ScrollSpace } from "./scroll";
import { Selection, step } from "./selection";

const range = (start: number, stop: number) =>
  Array.from({ length: stop - start }, (_, index) => start + index);
const fetchNumbers = () => vi.fn(async (start: number, stop: number) => [range(start, stop)]);

describe("rows", () => {
  test("the first page is there, others come with their neighbours in one request", async () => {
    const fetch = fetchNumbers();
    const rows = new Rows(1000, [range(0, PAGE)], fetch);
    expect(rows.cell(3, 0)).toBe(3);
    rows.want(200, 220);
    rows.want(200, 220);
    await vi.waitFor(() => expect(rows.cell(210, 0)).toBe(210));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0]?.slice(0, 2)).toEqual([150, 300]);
  });

  test("what scrolled out of sight is given up", () => {
    const aborted: boolean[] = [];
    const rows = new Rows(100_000, [range(0, PAGE)], (_, __, abort) => {
      abort.addEventListener("abort", () => aborted.push(true));
      return new Promise(() => {});
    });
    rows.want(5_000, 5_010);
    rows.want(90_000, 90_010);
    expect(aborted).toEqual([true]);
  });

  test("the former table stays in sight until the new rows come", () => {
    const former = new Rows(100, [range(0, PAGE)], fetchNumbers());
    const rows = new Rows(100, [[]], fetchNumbers(), former);
    expect(rows.cell(3, 0)).toBe(3);
  });
});

describe("the scrolled space", () => {
  test("a short table scrolls as it is", () => {
    const space = new ScrollSpace(1000, 35);
    space.moved(350, 400);
    expect(space.inSight(400, 0)).toEqual([10, 22]);
    expect(space.offset(10)).toBe(350);
  });

  test("ten million rows: small moves are exact, the bar reaches both ends", () => {
    const space = new ScrollSpace(10_000_000, 35);
    expect(space.height).toBe(8_000_000);
    space.moved(4_000_000, 400);
    const before = space.top;
    space.moved(4_000_100, 400);
    expect(space.top - before).toBe(100);
    space.moved(8_000_000 - 400, 400);
    expect(space.inSight(400, 0)[1]).toBe(10_000_000);
    space.moved(0, 400);
    expect(space.top).toBe(0);
  });

  test("a row that is revealed is in sight, and a rest keeps it there", () => {
    const space = new ScrollSpace(10_000_000, 35);
    space.reveal(7_654_321, 400);
    const [first, end] = space.inSight(400, 0);
    expect(first <= 7_654_321 && 7_654_321 < end).toBe(true);
    const top = space.top;
    space.settle(400);
    expect(space.top).toBe(top);
  });
});

describe("keys", () => {
  const last = { row: 99, column: 4 };
  const at = { row: 10, column: 2 };
  test.each([
    [{ key: "ArrowDown" }, { row: 11, column: 2 }],
    [
      { key: "ArrowDown", ctrlKey: true },
      { row: 99, column: 2 },
    ],
    [{ key: "PageUp" }, { row: 0, column: 2 }],
    [{ key: "End" }, { row: 10, column: 4 }],
    [
      { key: "Home", ctrlKey: true },
      { row: 0, column: 0 },
    ],
    [{ key: "x" }, null],
  ])("%j", (keys, place) => {
    expect(step({ ctrlKey: false, metaKey: false, ...keys }, at, last, 20)).toEqual(place);
  });
});

describe("cells", () => {
  const column = (rest: Partial<Column>): Column => ({
    name: "c",
    label: "c",
    type: "text",
    ...rest,
  });
  test.each([
    [1234.56789, column({ type: "number" }), "1234.5679"],
    [0.000001234, column({ type: "number" }), "0.000001234"],
    ["#9007199254740993", column({ type: "number" }), "9007199254740993"],
    ["#NaN", column({ type: "number" }), null],
    [0.5, column({ type: "number", format: "percent" }), "50%"],
    [null, column({}), null],
    ["a\n b", column({}), "a b"],
    ["2024-02-03T04:05:06", column({ type: "datetime" }), "2024-02-03 04:05:06"],
    ["2024-02-03T04:05:06", column({ type: "datetime", format: "DD.MM. HH:mm" }), "03.02. 04:05"],
  ])("%j", (cell, shape, text) => {
    expect(textOf(cell, shape)).toBe(text);
  });

  test("are copied whole, as a spreadsheet reads them", async () => {
    const rows = new Rows(
      2,
      [
        [0.123456789, null],
        ["a\tb", "x"],
      ],
      fetchNumbers(),
    );
    const block = new Selection({ row: 1, column: 1 }, { row: 0, column: 0 });
    expect(await blockText(rows, [0, 1], block.top, block.bottom + 1)).toBe(
      '0.123456789\t"a\tb"\n\tx',
    );
    expect(rawText(true)).toBe("TRUE");
  });
});
