import { expect, test } from "vitest";
import { Interactions } from "./interactions";

test("interactions count from one and stay until they are received", () => {
  const interactions = new Interactions();
  interactions.interact({ a: 1 });
  interactions.interact({}, { id: "b", value: true });
  interactions.rerun();
  expect(interactions.unreceived().map(({ cseq }) => cseq)).toEqual([1, 2, 3]);
  interactions.received(2);
  expect(interactions.unreceived()).toEqual([{ type: "rerun", cseq: 3 }]);
  interactions.received(1);
  expect(interactions.unreceived()).toHaveLength(1);
});

test("a fresh session counts anew, in the same order", () => {
  const interactions = new Interactions();
  for (const value of [1, 2, 3]) interactions.interact({ a: value });
  interactions.received(1);
  expect(interactions.renumber()).toEqual([
    { type: "interact", cseq: 1, values: { a: 2 } },
    { type: "interact", cseq: 2, values: { a: 3 } },
  ]);
  expect(interactions.interact({}).cseq).toBe(3);
});
