import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Offer, Refused, transfer } from "./transfer";

/** A server in place of the network: it keeps what arrives, and fails as it is told to. */
class Server {
  kept = "";
  asked: string[] = [];
  fail: (method: string, count: number) => { status: number; body?: object } | "lost" | null = () =>
    null;
  #count = 0;

  async answer(method: string, offset: number, body: string, size: number) {
    this.asked.push(method);
    const failure = this.fail(method, this.#count++);
    if (failure === "lost") {
      this.kept = this.kept.slice(0, offset) + body.slice(0, Math.floor(body.length / 2));
      return null;
    }
    if (failure) return failure;
    if (method === "PATCH") this.kept = this.kept.slice(0, offset) + body;
    const done = this.kept.length === size;
    const file = { id: "f", name: "n", type: "t", size };
    return {
      status: 200,
      body: { upload: "u", offset: this.kept.length, ...(done ? { file } : {}) },
    };
  }
}

let server: Server;
let size: number;

class Request {
  upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null };
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  status = 0;
  responseText = "";
  #method = "";
  #offset = 0;
  open(method: string) {
    this.#method = method;
  }
  setRequestHeader(name: string, value: string) {
    if (name === "upload-offset") this.#offset = Number(value);
  }
  abort() {
    this.onabort();
  }
  async send(body: Blob | string | null) {
    const text = typeof body === "string" || body === null ? "" : await body.text();
    this.upload.onprogress?.({ loaded: text.length });
    const answer = await server.answer(this.#method, this.#offset, text, size);
    if (!answer) return this.onerror();
    this.status = answer.status;
    this.responseText = answer.body ? JSON.stringify(answer.body) : "";
    this.onload();
  }
}

beforeEach(() => {
  server = new Server();
  vi.stubGlobal("XMLHttpRequest", Request);
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function send(content: string, signal = new AbortController().signal) {
  size = content.length;
  const offer: Offer = { widget: "w", name: "n", type: "t", size };
  const sent: number[] = [];
  const waits: boolean[] = [];
  const listeners = new Set<() => void>();
  const telling = {
    sent: (n: number) => sent.push(n),
    waits: (now: boolean) => waits.push(now),
    back: (call: () => void) => {
      listeners.add(call);
      return () => listeners.delete(call);
    },
  };
  const where = () => ({ base: "http://x/u", headers: {} });
  const done = transfer(new Blob([content]), offer, where, telling, signal);
  return { sent, waits, listeners, done };
}

it("sends a file in chunks and says how far it is", async () => {
  const content = "x".repeat(2_500_000);
  const { done, sent } = send(content);
  expect((await done).id).toBe("f");
  expect(server.kept).toBe(content);
  expect(server.asked.filter((method) => method === "PATCH").length).toBeGreaterThan(1);
  expect(sent.at(-1)).toBe(content.length);
});

it("goes on where it stood after a loss", async () => {
  const content = "abcdefgh".repeat(100_000);
  server.fail = (method, count) => (method === "PATCH" && count < 4 ? "lost" : null);
  const { done, waits } = send(content);
  await done;
  expect(server.kept).toBe(content);
  expect(waits[0]).toBe(true);
  expect(waits.at(-1)).toBe(false);
  expect(server.asked).toContain("GET");
});

it("goes on at once when the server is heard of again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }); // no pause ends by itself
  server.fail = (_, count) => (count < 2 ? "lost" : null);
  const { done, listeners } = send("x");
  for (let times = 0; times < 2; times++) {
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    for (const call of [...listeners]) call();
  }
  expect((await done).id).toBe("f");
  expect(listeners.size).toBe(0);
});

it("begins anew where the server knows nothing of it any more", async () => {
  server.fail = (method, count) =>
    method === "PATCH" && count === 1
      ? { status: 404, body: { code: "gone", message: "Gone." } }
      : null;
  await send("content").done;
  expect(server.asked).toEqual(["POST", "PATCH", "POST", "PATCH"]);
});

it("sends less at a time where a proxy takes no more", async () => {
  server.fail = (method, count) => (method === "PATCH" && count === 1 ? { status: 413 } : null);
  await send("x".repeat(1_000_000)).done;
  expect(server.asked.filter((method) => method === "PATCH")).toHaveLength(5);
});

it("ends with the words of a refusal", async () => {
  server.fail = () => ({ status: 507, body: { code: "room", message: "No room." } });
  await expect(send("x").done).rejects.toThrow(new Refused("room", "No room."));
  expect(server.asked).toEqual(["POST"]);
});

it("ends when the user takes the file back", async () => {
  const stop = new AbortController();
  server.fail = () => "lost";
  const { done } = send("x", stop.signal);
  setTimeout(() => stop.abort(), 100);
  await expect(done).rejects.toThrow();
});
