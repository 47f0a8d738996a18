import { cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { FIRST, type Stage, settled, stage } from "../stage";
import type { Spec } from "../wire.gen";

afterEach(cleanup);

const sent = ({ said }: Stage) =>
  said.map((message) => ("values" in message ? message.values : message));
const line = () => screen.getByRole("combobox") as HTMLInputElement;
const rows = () => screen.getAllByRole("option").map((row) => row.textContent);
const press = async (key: string) => {
  fireEvent.keyDown(line(), { key });
  await settled();
};
const type = async (text: string) => {
  fireEvent.input(line(), { target: { value: text } });
  await settled();
};

describe("multiselect", () => {
  const options = ["Apple", "Banana", "Cherry"];
  const spec: Spec = { kind: "multiselect", label: "Fruit", options, default: ["Apple"], $id: "w" };

  test("options are added, and taken back by choosing them again", async () => {
    const on = await stage(spec);
    await press("ArrowDown");
    expect(rows()).toEqual(["Select all", "Apple", "Banana", "Cherry"]);
    await press("ArrowDown");
    await press("Enter");
    await press("ArrowUp");
    await press("Enter");
    expect(sent(on)).toEqual([{ w: ["Apple", "Banana"] }, { w: ["Banana"] }]);
    expect(screen.getByRole("listbox").getAttribute("aria-multiselectable")).toBe("true");
  });

  test("Backspace takes the last back, but edits a text that is typed", async () => {
    const on = await stage(spec);
    await type("x");
    await press("Backspace");
    expect(sent(on)).toEqual([]);
    await type("");
    await press("Backspace");
    expect(sent(on)).toEqual([{ w: [] }]);
  });

  test("all that fit can be chosen at once", async () => {
    const on = await stage({ ...spec, default: [] });
    await type("an");
    expect(rows()).toEqual(["Banana"]);
    await type("e");
    expect(rows()[0]).toBe("Select 2 matches");
    await press("ArrowUp");
    await press("Enter");
    expect(sent(on)).toEqual([{ w: ["Cherry", "Apple"] }]);
    await type("e");
    expect(rows()[0]).toBe("Unselect 2 matches");
    await press("ArrowUp");
    await press("Enter");
    expect(sent(on)[1]).toEqual({ w: [] });
  });

  test("where it is not wanted nothing chooses all", async () => {
    await stage({ ...spec, select_all: 0 });
    await press("ArrowDown");
    expect(rows()).toEqual(options);
  });

  test("no more than the most can be chosen", async () => {
    const on = await stage({ ...spec, max_selections: 1 });
    await press("ArrowDown");
    expect(screen.getByText("Only one can be chosen")).toBeTruthy();
    await press("ArrowDown");
    await press("Enter");
    expect(sent(on)).toEqual([]);
    await press("ArrowUp");
    await press("Enter");
    expect(sent(on)).toEqual([{ w: [] }]);
  });

  test("a text that is no option is added where that is allowed", async () => {
    const on = await stage({ ...spec, accept_new: true });
    await type(" Fig ");
    expect(rows()).toEqual(["Add: Fig"]);
    await press("Enter");
    expect(sent(on)).toEqual([{ w: ["Apple", "Fig"] }]);
    expect(screen.getByRole("button", { name: "Remove Fig" })).toBeTruthy();
  });

  test("an option that is gone is not shown, and not sent again", async () => {
    const on = await stage({ ...spec, value: ["Apple", "Banana"] });
    on.receive([{ op: "patch", node: FIRST, set: { options: ["Banana", "Fig"] } }]);
    await settled();
    expect(screen.queryByText("Apple")).toBeNull();
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    expect(sent(on)).toEqual([{ w: ["Banana", "Fig"] }]);
  });

  test("equal texts are options of their own", async () => {
    const on = await stage({ ...spec, options: ["a", "a"], default: ["a\u001f1"] });
    await press("ArrowDown");
    await press("Enter");
    expect(sent(on)).toEqual([{ w: ["a\u001f1", "a"] }]);
  });
});
