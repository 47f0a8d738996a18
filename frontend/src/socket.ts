import type { Page } from "./page";
import { scheme } from "./theme";
import { type ClientMessage, decode, encode, type ServerMessage } from "./wire";
import type { Hello } from "./wire.gen";
import { timeZone } from "./zone";

const FIRST_RETRY = 100;
const LONGEST_RETRY = 5_000;
/** How often a connection is looked after; how long it may be silent, and leave something unanswered. */
const LOOKS_EVERY = 2_500;
const QUIET_FOR = 20_000;
const ANSWERS_WITHIN = 10_000;
const MOST_PATIENT = 5 * 60_000;

/** Keeps one page connected: says hello, notices a loss and comes back, hands messages over. */
export class Connector {
  #socket: WebSocket | null = null;
  #over = new AbortController();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #welcomed = false;
  #heard = 0;
  /** Since when something that was said is unanswered. */
  #asked: number | null = null;
  /** Doubles with each silent connection: a slow line is not a dead one. */
  #patience = ANSWERS_WITHIN;

  constructor(
    readonly page: Page,
    readonly open: () => WebSocket = () => new WebSocket(socketUrl()),
  ) {}

  start(): void {
    this.page.transmit = (message) => this.#send(message);
    this.#connect();
    const { signal } = this.#over;
    const looking = setInterval(this.#lookAfter, LOOKS_EVERY);
    signal.addEventListener("abort", () => clearInterval(looking));
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

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(encode(message));
    this.#asked ??= now();
  }

  #now = (): void => {
    if (document.visibilityState === "hidden") return;
    if (this.#socket) {
      this.#lookAfter();
      return;
    }
    this.#failures = 0;
    this.#connect();
  };

  /** A network can be gone without a word, and nothing but an answer tells. */
  #lookAfter = (): void => {
    const socket = this.#socket;
    if (!socket) return;
    if (this.#asked !== null && now() - this.#asked > this.#patience) {
      this.#patience = Math.min(2 * this.#patience, MOST_PATIENT);
      this.#drop(socket);
    } else if (this.#welcomed && this.#asked === null && now() - this.#heard > QUIET_FOR) {
      this.#send({ type: "ping" });
    }
  };

  /** Another network: the socket of the one before may be dead without knowing it. */
  #again = (): void => {
    const socket = this.#socket;
    if (socket) this.#drop(socket);
    this.#now();
  };

  #drop(socket: WebSocket): void {
    socket.close();
    this.#lost(socket);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = this.open();
    this.#socket = socket;
    this.#welcomed = false;
    this.#asked = now();
    socket.onopen = () => this.#send(hello(this.page));
    socket.onmessage = (event) => this.#receive(socket, event.data as string);
    socket.onclose = () => this.#lost(socket);
  }

  #receive(socket: WebSocket, text: string): void {
    if (socket !== this.#socket) return;
    this.#heard = now();
    this.#asked = null;
    try {
      this.#take(decode(text));
    } catch (error) {
      console.error(error);
      this.page.sseq = 0; // asks for the whole tree
      this.#drop(socket);
    }
  }

  /** A connection begins with one welcome: what comes before it, or again, is out of order. */
  #take(message: ServerMessage): void {
    const welcome = message.type === "welcome";
    if (welcome && this.#welcomed) return;
    if (message.type === "batch" && !this.#welcomed) throw new Error("a batch before the welcome");
    this.page.receive(message);
    if (welcome) {
      this.#welcomed = true;
      this.#failures = 0;
    } else if (message.type === "batch") {
      this.#patience = ANSWERS_WITHIN;
    }
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#asked = null;
    this.page.connection.value = "DISCONNECTED";
    this.#timer = setTimeout(() => this.#connect(), retryDelay(this.#failures++));
  }
}

/** Doubles from a fast first try up to 5 s; the jitter keeps a crowd from returning at once. */
export function retryDelay(failures: number, random = Math.random()): number {
  const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** failures);
  return delay * (0.5 + random / 2);
}

const now = (): number => performance.now();

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
