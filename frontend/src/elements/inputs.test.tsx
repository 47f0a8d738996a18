import { cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { FIRST, type Stage, settled, stage } from "../stage";
import type { Spec } from "../wire.gen";

afterEach(cleanup);

const sent = ({ said }: Stage) =>
  said.map((message) => ("values" in message ? message.values : message));
const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;

function type(input: HTMLElement, text: string): void {
  fireEvent.input(input, { target: { value: text } });
}

describe("text_input", () => {
  const spec: Spec = { kind: "text_input", label: "Name", $id: "w" };

  test("sends on Enter and on leaving, and only what changed", async () => {
    const on = await stage(spec);
    type(field("Name"), "Ada");
    expect(sent(on)).toEqual([]);
    fireEvent.keyDown(field("Name"), { key: "Enter" });
    fireEvent.blur(field("Name"));
    expect(sent(on)).toEqual([{ w: "Ada" }]);
    await settled();
    type(field("Name"), "Bo");
    await settled();
    fireEvent.blur(field("Name"));
    expect(sent(on)).toEqual([{ w: "Ada" }, { w: "Bo" }]);
  });

  test("no rerun overwrites what is being typed", async () => {
    const on = await stage(spec);
    type(field("Name"), "typing");
    on.receive([{ op: "patch", node: FIRST, set: { value: "from the server" } }]);
    await settled();
    expect(field("Name").value).toBe("typing");
  });

  test("a value of the server is shown when nothing is being typed", async () => {
    const on = await stage(spec);
    on.receive([{ op: "patch", node: FIRST, set: { value: "set" } }]);
    await settled();
    expect(field("Name").value).toBe("set");
  });

  test("what does not fit is not sent, and says why", async () => {
    const on = await stage({ ...spec, validate: ["^[a-z]+$", "Small letters only."] });
    type(field("Name"), "ABC");
    fireEvent.blur(field("Name"));
    await settled();
    expect(sent(on)).toEqual([]);
    expect(screen.getByText("Small letters only.")).toBeTruthy();
    expect(field("Name").getAttribute("aria-invalid")).toBe("true");
  });

  test("live sends after a rest, without Enter", async () => {
    const on = await stage({ ...spec, live: 1 });
    type(field("Name"), "a");
    type(field("Name"), "ab");
    await settled();
    await settled();
    expect(sent(on)).toEqual([{ w: "ab" }]);
  });

  test("keeps its element, and with it focus and caret, when siblings come before it", async () => {
    const on = await stage(spec);
    const before = field("Name");
    before.focus();
    on.receive([
      { op: "put", node: 50, parent: 1, after: 0, specs: [{ kind: "text", body: "new" }] },
    ]);
    await settled();
    expect(field("Name")).toBe(before);
    expect(document.activeElement).toBe(before);
  });
});

describe("text_area", () => {
  test("sends on Ctrl+Enter, not on Enter", async () => {
    const on = await stage({ kind: "text_area", label: "Notes", $id: "w" });
    type(field("Notes"), "two\nlines");
    fireEvent.keyDown(field("Notes"), { key: "Enter" });
    expect(sent(on)).toEqual([]);
    fireEvent.keyDown(field("Notes"), { key: "Enter", ctrlKey: true });
    expect(sent(on)).toEqual([{ w: "two\nlines" }]);
  });
});

describe("number_input", () => {
  const spec: Spec = {
    kind: "number_input",
    label: "N",
    $id: "w",
    integer: true,
    step: 1,
    default: 3,
    min: 0,
    max: 5,
  };

  test("steps by buttons and by keys, within its bounds", async () => {
    const on = await stage(spec);
    fireEvent.click(screen.getByLabelText("Increase"));
    await settled();
    fireEvent.keyDown(field("N"), { key: "ArrowUp" });
    await settled();
    fireEvent.keyDown(field("N"), { key: "ArrowUp" });
    expect(sent(on)).toEqual([{ w: 4 }, { w: 5 }]);
  });

  test("does not send what is out of range", async () => {
    const on = await stage(spec);
    type(field("N"), "99");
    fireEvent.blur(field("N"));
    await settled();
    expect(sent(on)).toEqual([]);
    expect(screen.getByText("The greatest possible value is 5.")).toBeTruthy();
  });

  test("integers beyond 2^53 stay exact", async () => {
    const on = await stage({
      kind: "number_input",
      label: "N",
      $id: "w",
      integer: true,
      step: 1,
      default: "#9007199254740993",
    });
    expect(field("N").value).toBe("9007199254740993");
    fireEvent.click(screen.getByLabelText("Increase"));
    expect(sent(on)).toEqual([{ w: "#9007199254740994" }]);
  });

  test("empty is None where the default is, and is refused elsewhere", async () => {
    const on = await stage({ ...spec, default: null, value: 2 });
    type(field("N"), "");
    fireEvent.blur(field("N"));
    expect(sent(on)).toEqual([{ w: null }]);
  });
});

describe("checkbox and radio", () => {
  test("a checkbox sends its new state", async () => {
    const on = await stage({ kind: "checkbox", label: "Yes", $id: "w", default: true });
    expect(field("Yes").checked).toBe(true);
    fireEvent.click(field("Yes"));
    expect(sent(on)).toEqual([{ w: false }]);
  });

  test("a radio sends the id of an option, also of one that repeats", async () => {
    const on = await stage({
      kind: "radio",
      label: "R",
      $id: "w",
      options: ["a", "b", "a"],
      default: "a",
    });
    fireEvent.click(screen.getAllByLabelText("a")[1] as HTMLElement);
    expect(sent(on)).toEqual([{ w: "a\u001f1" }]);
    expect(screen.getByRole("radiogroup", { name: "R" })).toBeTruthy();
  });
});

describe("selectbox", () => {
  const spec: Spec = {
    kind: "selectbox",
    label: "S",
    $id: "w",
    options: ["Adelie", "Chinstrap", "Gentoo"],
    default: "Adelie",
  };
  const keys = async (...names: string[]) => {
    for (const key of names) {
      fireEvent.keyDown(field("S"), { key });
      await settled();
    }
  };

  test("opens, moves and picks by keys", async () => {
    const on = await stage(spec);
    await keys("ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    expect(sent(on)).toEqual([{ w: "Gentoo" }]);
    expect(field("S").value).toBe("Gentoo");
    expect(field("S").getAttribute("aria-expanded")).toBe("false");
  });

  test("filters while typing; Escape changes nothing", async () => {
    const on = await stage(spec);
    await keys("ArrowDown");
    type(field("S"), "chin");
    await settled();
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "Chinstrap",
    ]);
    await keys("Escape");
    expect(field("S").value).toBe("Adelie");
    expect(sent(on)).toEqual([]);
  });

  test("a letter opens the list and begins anew", async () => {
    await stage(spec);
    await keys("g");
    expect(field("S").value).toBe("");
    expect(field("S").placeholder).toBe("Adelie");
    type(field("S"), "g");
    await settled();
    expect(screen.getAllByRole("option")[0]?.textContent).toBe("Gentoo");
  });

  test("draws only the options in sight", async () => {
    const options = Array.from({ length: 10_000 }, (_, index) => `Option ${index}`);
    await stage({ ...spec, options, default: "Option 5000" });
    await keys("ArrowDown");
    expect(screen.getAllByRole("option").length).toBeLessThan(40);
    expect(screen.getByRole("option", { name: "Option 5000" }).getAttribute("aria-selected")).toBe(
      "true",
    );
  });

  test("clears to None, and takes a new option where it may", async () => {
    const on = await stage({ ...spec, clearable: true, accept_new: true });
    fireEvent.click(screen.getByLabelText("Clear"));
    await settled();
    await keys("ArrowDown");
    type(field("S"), "Emperor");
    await settled();
    await keys("Enter");
    expect(sent(on)).toEqual([{ w: null }, { w: "Emperor" }]);
    expect(field("S").value).toBe("Emperor");
  });
});

describe("slider", () => {
  const thumb = (index = 0) => screen.getAllByRole("slider")[index] as HTMLInputElement;

  test("follows while it is held and sends when it is let go", async () => {
    const on = await stage({
      kind: "slider",
      label: "X",
      $id: "w",
      type: "float",
      min: 0,
      max: 1,
      step: 0.1,
      default: [0.2],
    });
    fireEvent.input(thumb(), { target: { value: "3" } });
    await settled();
    expect(thumb().getAttribute("aria-valuetext")).toBe("0.30");
    expect(sent(on)).toEqual([]);
    fireEvent.change(thumb());
    expect(sent(on)).toEqual([{ w: [0.3] }]);
  });

  test("two thumbs do not pass each other", async () => {
    const on = await stage({
      kind: "slider",
      label: "X",
      $id: "w",
      min: 0,
      max: 10,
      step: 1,
      default: [2, 6],
    });
    fireEvent.input(thumb(0), { target: { value: "9" } });
    fireEvent.change(thumb(0));
    expect(sent(on)).toEqual([{ w: [6, 6] }]);
  });

  test("dates are shown as their format says", async () => {
    const day = 86_400_000_000;
    await stage({
      kind: "slider",
      label: "X",
      $id: "w",
      type: "date",
      min: 0,
      max: 9 * day,
      step: day,
      default: [day],
      format: "DD.MM.YYYY",
    });
    expect(thumb().getAttribute("aria-valuetext")).toBe("02.01.1970");
  });
});
