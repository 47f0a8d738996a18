import { describe, expect, test } from "vitest";
import { type Chunk, chunked } from "./chunks";
import { Node } from "./store";

let count = 100;
const nodes = (many: number) =>
  Array.from({ length: many }, () => new Node(count++, null, { kind: "text" }));
const flat = (chunks: readonly Chunk[]) => chunks.flatMap((chunk) => chunk.nodes);
const changed = (before: readonly Chunk[], after: readonly Chunk[]) =>
  after.filter((chunk) => !before.includes(chunk));
const homes = (chunks: readonly Chunk[]) =>
  new Map(chunks.flatMap((chunk) => chunk.nodes.map((node) => [node, chunk.key] as const)));

describe("chunks", () => {
  test("a short list is one chunk", () => {
    expect(chunked([], nodes(100))).toHaveLength(1);
  });

  test("a long list is cut into about fifty", () => {
    const list = nodes(1000);
    const chunks = chunked([], list);
    expect(flat(chunks)).toEqual(list);
    expect(chunks.map((chunk) => chunk.nodes.length)).toEqual(Array(20).fill(50));
  });

  test("a list that grows past a hundred keeps its first elements where they were", () => {
    const list = nodes(90);
    const before = chunked([], list);
    const after = chunked(before, [...list, ...nodes(60)]);
    expect(after[0]?.key).toBe(before[0]?.key);
    for (const node of list) expect(homes(after).get(node)).toBe(homes(before).get(node));
  });

  test.each([0, 1, 500, 999, 1000])("an insertion at %i makes one chunk anew", (at) => {
    const list = nodes(1000);
    const before = chunked([], list);
    const next = [...list.slice(0, at), ...nodes(1), ...list.slice(at)];
    const after = chunked(before, next);
    expect(flat(after)).toEqual(next);
    expect(changed(before, after)).toHaveLength(1);
  });

  test("many insertions at the top share chunks", () => {
    let list = nodes(1000);
    let chunks = chunked([], list);
    for (let round = 0; round < 200; round++) {
      list = [...nodes(1), ...list];
      chunks = chunked(chunks, list);
    }
    expect(flat(chunks)).toEqual(list);
    expect(chunks.length).toBeLessThan(26);
  });

  test("an element moved within the list leaves the others in their chunks", () => {
    const list = nodes(300);
    const before = chunked([], list);
    const moved = list[10] as Node;
    const rest = list.filter((node) => node !== moved);
    const next = [...rest.slice(0, 200), moved, ...rest.slice(200)];
    const after = chunked(before, next);
    expect(flat(after)).toEqual(next);
    const [was, is] = [homes(before), homes(after)];
    expect(rest.filter((node) => was.get(node) !== is.get(node))).toEqual([]);
  });

  test.each([1, 2, 3])("random edits keep the order and no element twice (%i)", (seed) => {
    let state = seed * 7919;
    const below = (limit: number) => {
      state = (state * 48271) % 2147483647;
      return state % limit;
    };
    let list = nodes(400);
    let chunks = chunked([], list);
    for (let round = 0; round < 150; round++) {
      const at = below(list.length);
      const taken = below(3) === 0 ? list.splice(at, 1 + below(30)) : [];
      list = [...list.slice(0, at), ...nodes(below(20)), ...list.slice(at)];
      if (below(4) === 0) list = [...list, ...taken];
      chunks = chunked(chunks, list);
      expect(flat(chunks)).toEqual(list);
      expect(new Set(chunks.map((chunk) => chunk.key)).size).toBe(chunks.length);
    }
  });

  describe("of what stands for its children", () => {
    const boxes = (each: number) => () => each;

    test("few with few in each are one chunk", () => {
      expect(chunked([], nodes(10), boxes(10))).toHaveLength(1);
    });

    test("few with many in each are cut", () => {
      const list = nodes(60);
      const chunks = chunked([], list, boxes(30));
      expect(flat(chunks)).toEqual(list);
      expect(chunks.map((chunk) => chunk.nodes.length)).toEqual(Array(30).fill(2));
    });

    test("many with nothing in each are one chunk", () => {
      expect(chunked([], nodes(100), boxes(0))).toHaveLength(1);
    });

    test("one that is cut itself does not cut its siblings", () => {
      const list = nodes(60);
      expect(chunked([], list, (node) => (node === list[30] ? 5000 : 1))).toHaveLength(1);
    });
  });
});
