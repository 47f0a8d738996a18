import { effect } from "@preact/signals";
import { describe, expect, test, vi } from "vitest";
import { type Node, Store } from "./store";
import type { Delta } from "./wire";
import type { Spec } from "./wire.gen";

let sseq = 0;
function apply(store: Store, deltas: Delta[], rest = {}): void {
  store.apply({ type: "batch", sseq: ++sseq, deltas, ...rest });
}

const text = (body: string): Spec => ({ kind: "text", body });
const bodies = (node: Node) => node.children.peek().map((child) => child.element.peek()["body"]);

describe("deltas", () => {
  test("a put numbers its specs in preorder", () => {
    const store = new Store();
    const box: Spec = { kind: "container", $in: [text("a"), text("b")] };
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [box, text("c")] }]);
    expect(store.node(7).element.peek()["body"]).toBe("b");
    expect(store.node(8).element.peek()["body"]).toBe("c");
    expect(store.node(7).parent).toBe(store.node(5));
  });

  test("a number given in a spec counts on from there", () => {
    const store = new Store();
    apply(store, [
      {
        op: "put",
        node: 5,
        parent: 1,
        after: 0,
        specs: [text("a"), { ...text("b"), $n: 20 }, text("c")],
      },
    ]);
    expect(store.node(21).element.peek()["body"]).toBe("c");
  });

  test("after tells the place; 0 is the first", () => {
    const store = new Store();
    apply(store, [
      { op: "put", node: 5, parent: 1, after: 0, specs: [text("a"), text("b")] },
      { op: "put", node: 7, parent: 1, after: 5, specs: [text("between")] },
      { op: "put", node: 8, parent: 1, after: 0, specs: [text("top")] },
      { op: "move", node: 8, after: 6 },
    ]);
    expect(bodies(store.node(1))).toEqual(["a", "between", "b", "top"]);
  });

  test("a patch writes one signal, and an append adds to a text", () => {
    const store = new Store();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("a"), text("b")] }]);
    const draws: number[] = [];
    for (const number of [5, 6]) {
      effect(() => {
        store.node(number).element.value;
        draws.push(number);
      });
    }
    apply(store, [
      { op: "patch", node: 6, set: { body: "x" } },
      { op: "append", node: 6, field: "body", text: "y" },
    ]);
    expect(draws).toEqual([5, 6, 6]);
    expect(store.node(6).element.peek()["body"]).toBe("xy");
  });

  test("what is trimmed is gone with all below it", () => {
    const store = new Store();
    apply(store, [
      { op: "put", node: 5, parent: 1, after: 0, specs: [{ kind: "container", $in: [text("a")] }] },
    ]);
    apply(store, [{ op: "trim", nodes: [5] }]);
    expect(store.has(6)).toBe(false);
    expect(store.node(1).children.peek()).toEqual([]);
  });

  test("a delta for a node that is not there is refused", () => {
    expect(() => apply(new Store(), [{ op: "patch", node: 99, set: {} }])).toThrow(RangeError);
  });

  test("each kind is announced when a spec names it", () => {
    const kinds: string[] = [];
    apply(new Store((kind) => void kinds.push(kind)), [
      { op: "put", node: 5, parent: 1, after: 0, specs: [{ kind: "container", $in: [text("a")] }] },
    ]);
    expect(kinds).toEqual(["container", "text"]);
  });
});

describe("a reset", () => {
  test("keeps the nodes whose numbers it names, and drops the others", () => {
    const store = new Store();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("a"), text("b")] }]);
    const kept = store.node(6);
    apply(store, [{ op: "put", node: 6, parent: 1, after: 0, specs: [text("changed")] }], {
      reset: true,
    });
    expect(store.node(6)).toBe(kept);
    expect(kept.element.peek()["body"]).toBe("changed");
    expect(store.has(5)).toBe(false);
  });

  test("a fresh session's numbers mean other nodes", () => {
    const store = new Store();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("a")] }]);
    const old = store.node(5);
    store.forgetOnNextBatch();
    expect(store.node(5)).toBe(old);
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("a")] }], {
      reset: true,
    });
    expect(store.node(5)).not.toBe(old);
  });

  const box = (...inside: Spec[]): Spec => ({ kind: "container", $in: inside });
  const field = (id: string, label = id): Spec => ({ kind: "text_input", $id: id, label });

  function restarted(...specs: Spec[]): { store: Store; before: Node[] } {
    const store = new Store();
    apply(store, [
      { op: "put", node: 20, parent: 1, after: 0, specs: [field("a"), box(text("x"), field("b"))] },
    ]);
    const before = [20, 21, 23].map((number) => store.node(number));
    store.forgetOnNextBatch();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs }], { reset: true });
    return { store, before };
  }

  test("widgets go on where they stand again in a fresh session, and what is around them", () => {
    const specs = [text("new"), box(field("b", "renamed")), field("a")];
    const { store, before } = restarted(...specs);
    expect([8, 6, 7].map((number) => store.node(number))).toEqual(before);
    expect(before.map((node) => node.number)).toEqual([8, 6, 7]);
    expect(store.node(7).element.peek()["label"]).toBe("renamed");
    expect(store.widget("b")).toBe(before[2]);
    expect(store.node(6).children.peek()).toEqual([before[2]]);
    apply(store, [{ op: "trim", nodes: [6] }]);
    expect(store.widget("b")).toBeUndefined();
  });

  test("another widget, or one in another place, starts anew", () => {
    const { store, before } = restarted(field("b"), field("c"), box(field("a")));
    for (const number of [5, 6, 8]) expect(before).not.toContain(store.node(number));
  });

  test("a page that is there waits for the whole of a fresh session, but not for long", () => {
    vi.useFakeTimers();
    const { store } = restarted();
    apply(store, [{ op: "put", node: 30, parent: 1, after: 0, specs: [field("a")] }]);
    store.forgetOnNextBatch();
    const running = { state: "running" };
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("one")] }], running);
    expect(store.widget("a")?.number).toBe(30);
    vi.advanceTimersByTime(1_000);
    expect(bodies(store.node(1))).toEqual(["one"]);
    apply(store, [{ op: "put", node: 6, parent: 1, after: 5, specs: [text("two")] }], running);
    expect(bodies(store.node(1))).toEqual(["one", "two"]);
    vi.useRealTimers();
  });
});

describe("values that the user owns", () => {
  const input: Spec = { kind: "text_input", label: "x", $id: "w" };
  const value = (store: Store) => store.node(5).element.peek()["value"];

  test("the server's value counts again when it has seen the change", () => {
    const store = new Store();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [input] }]);
    store.own("w", "mine", 3);
    apply(store, [{ op: "patch", node: 5, set: { value: "old", label: "y" } }], { seen: 2 });
    expect(value(store)).toBe("mine");
    expect(store.node(5).element.peek()["label"]).toBe("y");
    apply(store, [{ op: "patch", node: 5, set: { value: "new" } }], { seen: 3 });
    expect(value(store)).toBe("new");
  });

  test("a widget that is put anew keeps what the server has not seen", () => {
    const store = new Store();
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [input] }]);
    store.own("w", "mine", 3);
    apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [input] }], {
      reset: true,
      seen: 2,
    });
    expect(value(store)).toBe("mine");
    expect(store.values()).toEqual({ w: "mine" });
  });
});

test.each([
  ["compilationError", ["mine"]],
  ["notRunning", []],
])("what is typed in a form that goes with the state %s", (state, kept) => {
  const store = new Store();
  const field: Spec = { kind: "text_input", $id: "w", default: "" };
  apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [field] }]);
  store.own("w", "mine", Number.POSITIVE_INFINITY);
  apply(store, [{ op: "trim", nodes: [5] }], { state });
  expect([...store.unsent()]).toEqual([]);
  apply(store, [{ op: "put", node: 6, parent: 1, after: 0, specs: [field] }]);
  expect([...store.unsent()].map(([, , value]) => value)).toEqual(kept);
});

describe("stale elements", () => {
  test("are those after the cursor, until a batch names none", () => {
    const store = new Store();
    apply(store, [
      { op: "put", node: 5, parent: 1, after: 0, specs: [text("a"), text("b"), text("c")] },
    ]);
    apply(store, [], { cursors: { 1: 5 } });
    expect([5, 6, 7].map((number) => store.node(number).stale.peek())).toEqual([
      "",
      "stale",
      "stale",
    ]);
    apply(store, [], { cursors: { 1: 6 }, passed: [5, 99] });
    expect([5, 6, 7].map((number) => store.node(number).stale.peek())).toEqual([
      "passed",
      "",
      "stale",
    ]);
    apply(store, []);
    expect([5, 7].map((number) => store.node(number).stale.peek())).toEqual(["", ""]);
  });
});

test("the same cursors again write no signal", () => {
  const store = new Store();
  apply(store, [{ op: "put", node: 5, parent: 1, after: 0, specs: [text("a"), text("b")] }]);
  apply(store, [], { cursors: { 1: 5 } });
  let draws = 0;
  effect(() => {
    store.node(6).stale.value;
    draws++;
  });
  apply(store, [], { cursors: { 1: 5 } });
  expect(draws).toBe(1);
});

/** The same tree, kept the simplest way there is. */
interface Plain {
  number: number;
  body: string;
  children: Plain[];
}

class Random {
  constructor(private seed: number) {}
  below(limit: number): number {
    this.seed = (this.seed * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((this.seed / 2 ** 32) * limit);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

function all(plain: Plain): Plain[] {
  return [plain, ...plain.children.flatMap(all)];
}

function likeness(node: Node): unknown {
  return [node.number, node.element.peek()["body"], node.children.peek().map(likeness)];
}

function expected(plain: Plain): unknown {
  return [plain.number, plain.body, plain.children.map(expected)];
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "random deltas give the tree of a plain model (seed %i)",
  (seed) => {
    const random = new Random(seed);
    const store = new Store();
    const root: Plain = { number: 1, body: "", children: [] };
    let next = 5;
    apply(store, [{ op: "patch", node: 1, set: { body: "" } }]);
    for (let round = 0; round < 200; round++) {
      const places = all(root);
      const parent = random.pick(places);
      const at = random.below(parent.children.length + 1);
      const after = parent.children[at - 1]?.number ?? 0;
      const child = parent.children[random.below(parent.children.length)];
      const action = random.below(5);
      if (action <= 1) {
        const inner: Plain = { number: next + 1, body: `i${next}`, children: [] };
        const made: Plain = { number: next, body: `b${next}`, children: [inner] };
        const spec: Spec = { kind: "container", body: made.body, $in: [text(inner.body)] };
        parent.children.splice(at, 0, made);
        apply(store, [{ op: "put", node: next, parent: parent.number, after, specs: [spec] }]);
        next += 2;
      } else if (action === 2) {
        parent.body = `p${round}`;
        apply(store, [{ op: "patch", node: parent.number, set: { body: parent.body } }]);
      } else if (action === 3 && child) {
        parent.children = parent.children.filter((other) => other !== child);
        const place = random.below(parent.children.length + 1);
        const before = parent.children[place - 1]?.number ?? 0;
        parent.children.splice(place, 0, child);
        apply(store, [{ op: "move", node: child.number, after: before }]);
      } else if (child && places.length > 30) {
        parent.children = parent.children.filter((other) => other !== child);
        apply(store, [{ op: "trim", nodes: [child.number] }]);
      }
      expect(likeness(store.node(1))).toEqual(expected(root));
    }
  },
);
