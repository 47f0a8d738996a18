import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Interactions } from "./interactions";
import { type Node, Store } from "./store";
import {
  type ClientMessage,
  encode,
  type ScriptState,
  type ServerMessage,
  type Value,
  type Values,
} from "./wire";
import type { Batch, CacheSummary, Trigger, Welcome } from "./wire.gen";

/** Where the user has gone and the server has not: a page's address below the app's, and its query. */
export interface Going {
  path: string;
  query: string;
}

/** A field that is asked before what is typed is sent. */
export interface Field {
  /** None for a part of another field, which holds no form back. */
  node?: Node | undefined;
  /** Sends what is typed, and tells whether it was taken. */
  commit: () => boolean;
  /** Tells whether its form can be sent; if not, the field says why. */
  check: () => boolean;
}

export type Connection = "CONNECTING" | "CONNECTED" | "DISCONNECTED";
/** What can be opened: the list of what is cached, the question whether to clear it, the keys. */
export type Tool = "cache" | "clear" | "keys";
type Receive = {
  [Type in ServerMessage["type"]]: (message: Extract<ServerMessage, { type: Type }>) => void;
};

/** Bytes of a message besides what it brings. */
const ENVELOPE = 100;

/** One browser tab: the tree that is shown and what the user did, joined. It knows no socket. */
export class Page {
  readonly store: Store;
  readonly interactions = new Interactions();
  readonly connection = signal<Connection>("CONNECTING");
  /** Why the server lets no further page in, while it does not. */
  readonly noRoom = signal("");
  /** Whether what was typed is more than the server takes; then nothing is sent. */
  readonly tooMuch = signal(false);
  #most = 0;
  /** Whether anything has come to be shown. */
  readonly started = signal(false);
  readonly state = signal<ScriptState>("running");
  /** The capability in the URLs of data. */
  readonly media = signal("");
  /** Whether the page offers what a developer needs. */
  readonly development = signal(false);
  /** What the app wants in its menu: `auto`, `developer`, `viewer` or `minimal`. */
  readonly toolbar = computed(() => this.store.facts.value["toolbar"] ?? "auto");
  /** Whether that is shown now: the app can say that nobody is to see it. */
  readonly developer = computed(
    () => this.development.value && !["viewer", "minimal"].includes(String(this.toolbar.value)),
  );
  readonly tool = signal<Tool | null>(null);
  /** What is cached, as the server said last. */
  readonly cached = signal<readonly CacheSummary[] | null>(null);
  readonly going = signal<Going | null>(null);
  /** The address of the page that is open, or about to be. */
  readonly path = computed(() => this.going.value?.path ?? this.store.facts.value["path"]);
  #went = 0;
  /** While another page comes: what is left of the last one may stand below it. */
  readonly moving = signal(false);
  /** How many pages have been opened since the first. */
  readonly arrivals = signal(0);
  /** The page that is missing, once the user has read it. */
  readonly unmissed = signal("");
  token: string | null = null;
  /** Tells this page from a copy of its tab, which may have its token but is loaded anew. */
  readonly name = randomName();
  /** Shows that a request that changes something was made by this page; see `post`. */
  xsrf = "";
  sseq = 0;
  /** Whether a run takes so long that the page says so. */
  readonly busy = signal(false);
  /** Widgets with files on their way to the server; a form waits for its own. */
  readonly sending = signal<ReadonlySet<Node>>(new Set());
  /** The form that was emptied last, after it was sent. */
  readonly emptied = signal<{ form: Node } | null>(null);
  /** Fields that may hold texts that are being typed; see `useDraft`. */
  readonly fields = new Set<Field>();
  /** How messages leave; nothing while there is no connection. */
  transmit: (message: ClientMessage) => void = () => {};

  constructor(announce?: (kind: string) => void) {
    this.store = new Store(announce);
  }

  /** Sets a widget's value: kept inside a form or when silent, else sent. */
  change(node: Node, value: Value): void {
    const id = node.id;
    if (id === undefined) return;
    this.store.own(id, value, Number.POSITIVE_INFINITY);
    if (node.within("form") || node.element.peek()["silent"] === true) return;
    this.#interact({ [id]: value });
  }

  /** Presses a button: a trigger, true for one run. False if it is too much to be sent. */
  press(node: Node, value: Value = true): boolean {
    return node.id !== undefined && this.#interact(this.#silent(), { id: node.id, value });
  }

  /** Whether a form waits for files that are on their way. */
  waits(form: Node | null): boolean {
    return form !== null && [...this.sending.value].some((node) => node.within("form") === form);
  }

  /** Presses a submit button: every value that waits in its form goes along. False if a field of
   * the form holds it back. */
  submit(button: Node): boolean {
    const form = button.within("form");
    if (this.waits(form)) return false;
    const asked = [...this.fields].filter(
      ({ node }) => form && node?.within("form") === form && !node.element.peek()["disabled"],
    );
    if (asked.filter((field) => !field.check()).length > 0) return false;
    this.commitDrafts();
    if (!form || button.id === undefined) {
      return this.press(button);
    }
    const values = this.#silent();
    for (const [node, id, value] of this.store.unsent()) {
      if (node.within("form") === form) values[id] = value;
    }
    if (!this.#interact(values, { id: button.id, value: true })) return false;
    if (form.element.peek()["clear_on_submit"] === true) this.#clear(form);
    return true;
  }

  commitDrafts(): void {
    for (const field of [...this.fields]) field.commit();
  }

  rerun(): void {
    this.commitDrafts();
    this.#say(this.interactions.rerun());
  }

  /** Goes to another page of the app. */
  navigate(path: string, query = ""): void {
    this.commitDrafts();
    const silent = this.#silent();
    const message = this.interactions.navigate(path, query, this.#fits(silent) ? silent : {});
    this.#went = message.cseq;
    this.going.value = { path, query };
    this.#say(message);
  }

  stop(): void {
    this.transmit({ type: "stop" });
  }

  /** Asks what is cached; `clear` names a function that is cleared before, or all of them (""). */
  inspect(clear?: string): void {
    this.transmit(clear === undefined ? { type: "inspect" } : { type: "inspect", clear });
  }

  receive(message: ServerMessage): void {
    this.#receive[message.type](message as never);
  }

  readonly #receive: Receive = {
    welcome: (message) => this.#welcome(message),
    batch: (message) => this.#batch(message),
    received: (message) => this.interactions.received(message.cseq),
    cache: (message) => {
      this.cached.value = message.functions ?? [];
    },
    refused: (message) => this.#refused(message.code, message.message),
  };

  #refused(code: string, reason: string): void {
    if (code.startsWith("full")) {
      this.noRoom.value = reason; // the server closes, and the page asks again by and by
      return;
    }
    console.warn(`refused (${code}): ${reason}`);
    this.state.value = "notRunning"; // what was presumed to run does not
  }

  #welcome(message: Welcome): void {
    this.token = message.token;
    this.media.value = message.media;
    this.#most = message.most ?? 0;
    this.xsrf = message.xsrf ?? "";
    this.development.value = message.development ?? false;
    this.connection.value = "CONNECTED";
    this.noRoom.value = "";
    const again = message.resumed ? this.#resume(message) : this.#startAfresh(message);
    for (const interaction of again) this.transmit(interaction);
  }

  #resume(message: Welcome) {
    this.interactions.received(message.received ?? 0);
    return this.interactions.unreceived();
  }

  #startAfresh(message: Welcome) {
    this.sseq = 0;
    if (message.restore) this.transmit({ type: "restore", values: this.store.values() });
    this.store.forgetOnNextBatch();
    this.store.disown();
    const again = this.interactions.renumber();
    for (const interaction of again) this.#own(interaction.cseq, interaction);
    this.#went = again.findLast((message) => message.type === "navigate")?.cseq ?? 0;
    return again;
  }

  #batch(message: Batch): void {
    if (message.sseq <= this.sseq) return;
    if (message.sseq > this.sseq + 1 && !message.reset) throw new Error("a batch went missing");
    this.interactions.received(message.received ?? 0);
    this.store.apply(message);
    if (this.store.seen >= this.#went) this.going.value = null;
    this.sseq = message.sseq;
    this.#start(message.state ?? "notRunning");
    const read = (message.seen ?? 0) >= this.interactions.said;
    const state = message.state ?? "notRunning";
    // What was just clicked is about to run, whatever this older batch says.
    if (read || state !== "notRunning") this.state.value = state;
  }

  /** A first batch of facts alone shows nothing; a run that ended has no more to show. */
  #start(state: ScriptState): void {
    if (this.started.peek()) return;
    this.started.value = state !== "running" || !this.store.isEmpty();
  }

  #interact(values: Values, trigger?: Trigger): boolean {
    const all = { ...this.#silent(), ...values };
    const fits = this.#fits({ all, trigger });
    this.tooMuch.value = !fits;
    if (fits) this.#say(this.interactions.interact(all, trigger));
    return fits;
  }

  /** Whether the server takes so much at once: what it would refuse stays here, to be changed. */
  #fits(said: unknown): boolean {
    return !this.#most || new TextEncoder().encode(encode(said)).length < this.#most - ENVELOPE;
  }

  #say(message: ReturnType<Interactions["unreceived"]>[number]): void {
    this.#own(message.cseq, message);
    this.state.value = "running";
    if (this.connection.peek() === "CONNECTED") this.transmit(message);
  }

  #own(cseq: number, message: object): void {
    const values = "values" in message ? (message.values as Values) : {};
    for (const [id, value] of Object.entries(values)) this.store.own(id, value, cseq);
  }

  #silent(): Values {
    const values: Values = {};
    for (const [node, id, value] of this.store.unsent()) {
      if (!node.within("form")) values[id] = value;
    }
    return values;
  }

  #clear(form: Node): void {
    this.emptied.value = { form };
    for (const node of form.below()) {
      const element = node.element.peek();
      if (node.id === undefined || element["value"] === undefined) continue;
      this.store.own(node.id, defaultOf(element), Number.POSITIVE_INFINITY);
    }
  }
}

function randomName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
}

/** A default that is absent on the wire is its type's empty value. */
function defaultOf(element: Readonly<Record<string, unknown>>): Value {
  if (element["default"] !== undefined) return element["default"];
  return typeof element["value"] === "boolean" ? false : "";
}

const PageContext = createContext<Page>(new Page());
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  return useContext(PageContext);
}
