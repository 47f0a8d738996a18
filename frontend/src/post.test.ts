import { afterEach, expect, test, vi } from "vitest";
import { Page } from "./page";
import { post, XSRF_HEADER } from "./post";

afterEach(() => vi.unstubAllGlobals());

test("a request that changes something carries the token that the last welcome told", async () => {
  const sent: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    sent.push([address, init]);
    return new Response();
  });
  const page = new Page();
  page.receive({ type: "welcome", token: "t", media: "m", resumed: false, xsrf: "first" });
  await post(page, "/a", { headers: { "content-type": "text/plain" }, body: "b" });
  page.receive({ type: "welcome", token: "t", media: "m", resumed: false, xsrf: "second" });
  await post(page, "/b", { method: "DELETE" });
  const headers = sent.map(([, init]) => init.headers as Headers);
  expect(headers.map((each) => each.get(XSRF_HEADER))).toEqual(["first", "second"]);
  expect(headers.map((each) => each.get("content-type"))).toEqual(["text/plain", null]);
  expect(sent.map(([address, init]) => [address, init.method, init.body])).toEqual([
    ["/a", "POST", "b"],
    ["/b", "DELETE", undefined],
  ]);
});
