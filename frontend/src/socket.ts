import type { Page } from "./page";
import { scheme } from "./theme";
import { decode, encode } from "./wire";
import type { Hello } from "./wire.gen";
import { timeZone } from "./zone";

const FIRST_RETRY = 100;
const LONGEST_RETRY = 5_000;

/** Keeps one page connected: says hello, comes back after a loss, hands messages over in order. */
export class Connector {
  #socket: WebSocket | null = null;
  #over = new AbortController();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly page: Page,
    readonly open: () => WebSocket = () => new WebSocket(socketUrl()),
  ) {}

  start(): void {
    this.page.transmit = (message) => {
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encode(message));
    };
    this.#connect();
    const { signal } = this.#over;
    addEventListener("online", this.#again, { signal });
    addEventListener("pageshow", this.#now, { signal });
    document.addEventListener("visibilitychange", this.#now, { signal });
  }

  /** Ends the connection for good. */
  stop(): void {
    this.#over.abort();
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #now = (): void => {
    if (document.visibilityState === "hidden" || this.#socket) return;
    this.#failures = 0;
    this.#connect();
  };

  /** Another network: the socket of the one before may be dead without knowing it. */
  #again = (): void => {
    const socket = this.#socket;
    if (socket) {
      socket.close();
      this.#lost(socket);
    }
    this.#now();
  };

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = this.open();
    this.#socket = socket;
    socket.onopen = () => socket.send(encode(hello(this.page)));
    socket.onmessage = (event) => this.#receive(socket, event.data as string);
    socket.onclose = () => this.#lost(socket);
  }

  #receive(socket: WebSocket, text: string): void {
    if (socket !== this.#socket) return;
    try {
      const message = decode(text);
      this.page.receive(message);
      if (message.type === "welcome") this.#failures = 0;
    } catch (error) {
      console.error(error);
      this.page.sseq = 0; // asks for the whole tree
      socket.close();
      this.#lost(socket);
    }
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.page.connection.value = "DISCONNECTED";
    this.#timer = setTimeout(() => this.#connect(), retryDelay(this.#failures++));
  }
}

/** Doubles from a fast first try up to 5 s; the jitter keeps a crowd from returning at once. */
export function retryDelay(failures: number, random = Math.random()): number {
  const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** failures);
  return delay * (0.5 + random / 2);
}

function socketUrl(): string {
  const url = new URL("_mini/socket", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  url.hash = "";
  return url.href;
}

function hello(page: Page): Hello {
  return {
    type: "hello",
    token: page.token,
    sseq: page.sseq,
    query: location.search.slice(1),
    path: location.pathname,
    timezone: timeZone(),
    offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    scheme: scheme(),
    url: `${location.origin}${location.pathname}`,
    page: page.name,
  };
}
