import { beforeEach, expect, test, vi } from "vitest";
import { timeZone } from "./zone";

const asked = vi.spyOn(Intl, "DateTimeFormat");
beforeEach(() => {
  localStorage.clear();
  asked.mockClear();
});

test("the zone is asked for once and kept", () => {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  asked.mockClear();
  expect(timeZone()).toBe(name);
  expect(timeZone()).toBe(name);
  expect(asked).toHaveBeenCalledTimes(1);
});

test("another offset asks anew", () => {
  localStorage.setItem("mini-zone", `${new Date().getTimezoneOffset() + 60} Elsewhere/Far`);
  expect(timeZone()).not.toBe("Elsewhere/Far");
});
