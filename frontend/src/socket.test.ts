import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Page } from "./page";
import { Connector, retryDelay } from "./socket";

class Line {
  readyState: number = WebSocket.OPEN;
  sent: unknown[] = [];
  onopen: () => void = () => {};
  onmessage: (event: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
  }
  say(message: unknown): void {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

const lines: Line[] = [];
let page: Page;
let connector: Connector;
const WELCOME = { type: "welcome", token: "abc", media: "m", resumed: true };

beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
  page = new Page();
  const open = () => {
    const line = new Line();
    lines.push(line);
    return line as unknown as WebSocket;
  };
  connector = new Connector(page, open);
  connector.start();
});
afterEach(() => {
  connector.stop();
  vi.useRealTimers();
});

test("says hello first, and keeps the token in this page alone", () => {
  lines[0]?.onopen();
  expect(lines[0]?.sent).toMatchObject([{ type: "hello", token: null, sseq: 0 }]);
  lines[0]?.say(WELCOME);
  expect(page.token).toBe("abc");
  expect(sessionStorage.length).toBe(0);
  expect(page.connection.peek()).toBe("CONNECTED");
});

test("comes back soon after a loss, with the token and the last batch", () => {
  lines[0]?.onopen();
  lines[0]?.say(WELCOME);
  lines[0]?.say({ type: "batch", sseq: 1, reset: true });
  lines[0]?.onclose();
  expect(page.connection.peek()).toBe("DISCONNECTED");
  vi.advanceTimersByTime(100);
  lines[1]?.onopen();
  expect(lines[1]?.sent).toMatchObject([{ type: "hello", token: "abc", sseq: 1 }]);
});

test("a batch that cannot be applied asks for the whole tree", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  lines[0]?.onopen();
  lines[0]?.say(WELCOME);
  lines[0]?.say({ type: "batch", sseq: 1, reset: true });
  lines[0]?.say({ type: "batch", sseq: 5 });
  vi.advanceTimersByTime(100);
  lines[1]?.onopen();
  expect(lines[1]?.sent).toMatchObject([{ type: "hello", sseq: 0 }]);
});

test("waits longer from try to try, and tries at once when the network is back", () => {
  for (let tries = 0; tries < 8; tries++) {
    lines.at(-1)?.onclose();
    vi.advanceTimersByTime(5_000);
  }
  lines.at(-1)?.onclose();
  const before = lines.length;
  dispatchEvent(new Event("online"));
  expect(lines.length).toBe(before + 1);
});

test("the delays double from a fast first to five seconds at most", () => {
  expect(retryDelay(0, 1)).toBe(100);
  expect(retryDelay(3, 1)).toBe(800);
  expect(retryDelay(20, 1)).toBe(5_000);
  expect(retryDelay(20, 0)).toBe(2_500);
});

test("a new network replaces the connection of the one before", () => {
  lines[0]?.onopen();
  lines[0]?.say(WELCOME);
  dispatchEvent(new Event("online"));
  expect(lines.length).toBe(2);
  lines[1]?.onopen();
  expect(lines[1]?.sent).toMatchObject([{ type: "hello", token: "abc" }]);
});

test("a connection that answers nothing is given up, later each time, and asked when it is quiet", () => {
  lines[0]?.onopen();
  lines[0]?.say(WELCOME);
  vi.advanceTimersByTime(22_500);
  expect(lines[0]?.sent.at(-1)).toEqual({ type: "ping" });
  lines[0]?.say({ type: "received", cseq: 0 });
  vi.advanceTimersByTime(19_000);
  expect(lines.length).toBe(1);
  vi.advanceTimersByTime(16_200); // quiet again, asked again, and no answer
  expect(lines.length).toBe(2);
  expect(page.connection.peek()).toBe("DISCONNECTED");
  lines[1]?.onopen();
  vi.advanceTimersByTime(19_000);
  expect(lines.length).toBe(2);
  vi.advanceTimersByTime(4_000);
  expect(lines.length).toBe(3);
});

test("what was done on a dead connection is said again by the next", () => {
  lines[0]?.onopen();
  lines[0]?.say(WELCOME);
  page.rerun();
  vi.advanceTimersByTime(13_000);
  expect(lines.length).toBe(2);
  lines[1]?.onopen();
  lines[1]?.say(WELCOME);
  expect(lines[1]?.sent.at(-1)).toEqual({ type: "rerun", cseq: 1 });
});

test("a batch before the welcome is out of order, and a second welcome is none", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  lines[0]?.onopen();
  lines[0]?.say({ type: "batch", sseq: 1, reset: true });
  vi.advanceTimersByTime(100);
  lines[1]?.onopen();
  lines[1]?.say(WELCOME);
  page.rerun();
  lines[1]?.say({ ...WELCOME, resumed: false });
  expect(page.interactions.unreceived()).toEqual([{ type: "rerun", cseq: 1 }]);
  expect(lines[1]?.sent.length).toBe(2);
});
