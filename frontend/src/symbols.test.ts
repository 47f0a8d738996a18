import { expect, test, vi } from "vitest";
import { find } from "./symbols";

function found(name: string): Promise<string | null> {
  return vi.waitFor(() => {
    const path = find(name);
    if (path === undefined) throw new Error("its pack has not come");
    return path;
  });
}

test.each(["constructor", "__proto__", "toString"])("there is no symbol %s", async (name) =>
  expect(await found(name)).toBeNull(),
);

test.each(["home", "10k", "zoom_out_map", "auto_awesome", "push_pin", "expand_more"])(
  "there is a symbol %s",
  async (name) => expect(await found(name)).toMatch(/^M/),
);

test.each([
  ["access_time", "schedule"],
  ["email", "mail"],
  ["person_outline", "person"],
  ["check_circle_filled", "check_circle"],
  ["add_circle_outline", "add_circle"],
])("%s is drawn as %s", async (older, name) => {
  expect(await found(older)).toBe(await found(name));
});

test("there is none of another name", async () => {
  expect(await found("no_such_symbol")).toBeNull();
  expect(await found("0")).toBeNull();
});
