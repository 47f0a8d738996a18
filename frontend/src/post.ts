import type { Page } from "./page";

/** Names the header in which a request that changes something shows whose page makes it. */
export const XSRF_HEADER = "X-Xsrftoken";

/** The one door for HTTP requests that change something: each carries the token of the session. */
export function post(page: Page, address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set(XSRF_HEADER, page.xsrf);
  return fetch(address, { method: "POST", ...init, headers });
}
