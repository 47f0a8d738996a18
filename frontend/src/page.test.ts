import { describe, expect, test } from "vitest";
import { Page } from "./page";
import type { ClientMessage } from "./wire";
import type { Spec } from "./wire.gen";

const MOST = 1000;

function opened(...specs: Spec[]): { page: Page; said: ClientMessage[] } {
  const page = new Page();
  const said: ClientMessage[] = [];
  page.transmit = (message) => void said.push(structuredClone(message));
  page.receive({ type: "welcome", token: "t", media: "m", most: MOST, resumed: false });
  page.receive({
    type: "batch",
    sseq: 1,
    reset: true,
    deltas: [{ op: "put", node: 5, parent: 1, after: 0, specs }],
  });
  return { page, said };
}

const input = (id: string, rest = {}): Spec => ({
  kind: "text_input",
  label: id,
  $id: id,
  ...rest,
});
const button: Spec = { kind: "form_submit_button", label: "Send", $id: "send" };
const form = (rest = {}): Spec => ({
  kind: "form",
  $in: [input("a"), input("b"), button],
  ...rest,
});

describe("interactions", () => {
  test("a change is sent and shown at once", () => {
    const { page, said } = opened(input("a"));
    page.change(page.store.node(5), "x");
    expect(said).toEqual([{ type: "interact", cseq: 1, values: { a: "x" } }]);
    expect(page.store.node(5).element.peek()["value"]).toBe("x");
    expect(page.state.peek()).toBe("running");
  });

  test("a silent value goes along with the next interaction, once", () => {
    const { page, said } = opened(input("a", { silent: true }), {
      kind: "button",
      label: "b",
      $id: "b",
    });
    page.change(page.store.node(5), "x");
    expect(said).toEqual([]);
    page.press(page.store.node(6));
    page.press(page.store.node(6));
    expect(said).toMatchObject([
      { values: { a: "x" }, trigger: { id: "b", value: true } },
      { values: {}, trigger: { id: "b", value: true } },
    ]);
  });

  test("what is too much stays, and holds everything back until a part of it is gone", () => {
    const { page, said } = opened(input("a"), { kind: "button", label: "b", $id: "b" });
    const [field, b] = [page.store.node(5), page.store.node(6)];
    page.change(field, "é".repeat(MOST / 2));
    expect(page.press(b)).toBe(false);
    expect(said).toEqual([]);
    expect(page.tooMuch.peek()).toBe(true);
    expect(field.element.peek()["value"]).toHaveLength(MOST / 2);
    page.change(field, "é");
    expect(page.press(b)).toBe(true);
    expect(page.tooMuch.peek()).toBe(false);
    expect(said).toMatchObject([
      { cseq: 1, values: { a: "é" } },
      { cseq: 2, values: {} },
    ]);
  });

  test("an older batch does not end the run that was just asked for", () => {
    const { page } = opened(input("a"));
    page.change(page.store.node(5), "x");
    page.receive({ type: "batch", sseq: 2, state: "notRunning", seen: 0 });
    expect(page.state.peek()).toBe("running");
    page.receive({ type: "batch", sseq: 3, seen: 1 });
    expect(page.state.peek()).toBe("notRunning");
  });
});

describe("a form", () => {
  test("keeps values until its button is pressed, then sends them together", () => {
    const { page, said } = opened(form());
    page.change(page.store.node(6), "1");
    page.change(page.store.node(7), "2");
    expect(said).toEqual([]);
    page.submit(page.store.node(8));
    expect(said).toEqual([
      {
        type: "interact",
        cseq: 1,
        values: { a: "1", b: "2" },
        trigger: { id: "send", value: true },
      },
    ]);
    page.submit(page.store.node(8));
    expect(said[1]).toMatchObject({ values: {} });
  });

  test("no rerun overwrites what waits in it", () => {
    const { page } = opened(form());
    page.change(page.store.node(6), "mine");
    page.receive({
      type: "batch",
      sseq: 2,
      seen: 99,
      deltas: [{ op: "patch", node: 6, set: { value: "theirs" } }],
    });
    expect(page.store.node(6).element.peek()["value"]).toBe("mine");
  });

  test("does not send what waits in another form", () => {
    const { page, said } = opened(form(), {
      kind: "form",
      $in: [input("c"), { ...button, $id: "other" }],
    });
    page.change(page.store.node(6), "1");
    page.submit(page.store.node(11));
    expect(said).toMatchObject([{ values: {}, trigger: { id: "other" } }]);
  });

  test("keeps everything if it is too much to be sent", () => {
    const { page, said } = opened(form({ clear_on_submit: true }));
    page.change(page.store.node(6), "a");
    page.change(page.store.node(7), "x".repeat(MOST));
    expect(page.submit(page.store.node(8))).toBe(false);
    page.change(page.store.node(7), "b");
    expect(page.submit(page.store.node(8))).toBe(true);
    expect(said).toMatchObject([{ cseq: 1, values: { a: "a", b: "b" } }]);
  });

  test("clears to the defaults, which the next press sends", () => {
    const { page, said } = opened(form({ clear_on_submit: true }));
    page.change(page.store.node(6), "1");
    page.submit(page.store.node(8));
    expect(page.store.node(6).element.peek()["value"]).toBe("");
    page.submit(page.store.node(8));
    expect(said[1]).toMatchObject({ values: { a: "" } });
  });

  test("takes texts that are still being typed", () => {
    const { page, said } = opened(form());
    const commit = () => {
      page.change(page.store.node(6), "typed");
      return true;
    };
    page.fields.add({ node: page.store.node(6), commit, check: () => true });
    page.submit(page.store.node(8));
    expect(said).toMatchObject([{ values: { a: "typed" } }]);
  });

  test("is held back by its own fields, unless they are disabled", () => {
    const { page, said } = opened(form(), input("outside"), input("off", { disabled: true }));
    const field = (number: number, fits: boolean) =>
      page.fields.add({ node: page.store.node(number), commit: () => true, check: () => fits });
    field(9, false);
    expect(page.submit(page.store.node(8))).toBe(true);
    field(6, false);
    field(7, true);
    expect(page.submit(page.store.node(8))).toBe(false);
    expect(said).toHaveLength(1);
    page.store.node(6).element.value = { kind: "text_input", disabled: true };
    expect(page.submit(page.store.node(8))).toBe(true);
  });
});

describe("a lost connection", () => {
  test("what was clicked meanwhile is sent when the session goes on", () => {
    const { page, said } = opened(input("a"));
    page.connection.value = "DISCONNECTED";
    page.change(page.store.node(5), "1");
    page.change(page.store.node(5), "2");
    expect(said).toEqual([]);
    page.receive({ type: "welcome", token: "t", media: "m", resumed: true, received: 1 });
    expect(said).toEqual([{ type: "interact", cseq: 2, values: { a: "2" } }]);
  });

  test("a fresh session gets all values, then the interactions, counted anew", () => {
    const { page, said } = opened(input("a"), input("b"));
    page.change(page.store.node(5), "1");
    page.receive({ type: "received", cseq: 1 });
    page.connection.value = "DISCONNECTED";
    page.change(page.store.node(6), "2");
    said.length = 0;
    page.receive({ type: "welcome", token: "u", media: "m", resumed: false, restore: true });
    expect(said).toEqual([
      { type: "restore", values: { a: "1", b: "2" } },
      { type: "interact", cseq: 1, values: { b: "2" } },
    ]);
  });

  test("the old page stays until the fresh session's first batch", () => {
    const { page } = opened(input("a"));
    page.receive({ type: "welcome", token: "u", media: "m", resumed: false });
    expect(page.store.has(5)).toBe(true);
    page.receive({ type: "batch", sseq: 1, reset: true });
    expect(page.store.has(5)).toBe(false);
  });
});

describe("batches", () => {
  test("one that was applied before is ignored, one that went missing is noticed", () => {
    const { page } = opened(input("a"));
    const patch = (sseq: number) => ({
      type: "batch" as const,
      sseq,
      deltas: [{ op: "append" as const, node: 5, field: "label", text: "!" }],
    });
    page.receive(patch(1));
    expect(page.store.node(5).element.peek()["label"]).toBe("a");
    expect(() => page.receive(patch(3))).toThrow("missing");
  });
});

describe("what developers see", () => {
  test("is offered in development only", () => {
    const { page } = opened();
    expect(page.development.peek()).toBe(false);
    page.receive({ type: "welcome", token: "t", media: "m", resumed: true, development: true });
    expect(page.development.peek()).toBe(true);
    page.receive({ type: "welcome", token: "t", media: "m", resumed: true });
    expect(page.development.peek()).toBe(false);
  });

  test("is asked for, cleared by name, and cleared as a whole", () => {
    const { page, said } = opened();
    page.inspect();
    page.inspect("app.load");
    page.inspect("");
    expect(said).toEqual([
      { type: "inspect" },
      { type: "inspect", clear: "app.load" },
      { type: "inspect", clear: "" },
    ]);
  });

  test("is what the server said last", () => {
    const { page } = opened();
    expect(page.cached.peek()).toBe(null);
    const load = { name: "app.load", label: "load", module: "app", kind: "data" } as const;
    page.receive({ type: "cache", functions: [load] });
    expect(page.cached.peek()).toEqual([load]);
    page.receive({ type: "cache" });
    expect(page.cached.peek()).toEqual([]);
  });
});
