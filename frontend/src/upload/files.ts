import { type Signal, signal } from "@preact/signals";
import type { Page } from "../page";
import { XSRF_HEADER } from "../post";
import type { Node } from "../store";
import { type Chosen, isReadable } from "./chosen";
import { Refused, type Stored, transfer } from "./transfer";
import { bytes, fits, listed } from "./words";

export type State =
  | { at: "waiting" }
  | { at: "sending"; sent: number; lost: boolean }
  | { at: "done"; stored: Stored }
  | { at: "failed"; why: string; again?: boolean };

/** One file that the user has chosen. */
export interface Entry {
  readonly key: number;
  readonly file: Blob;
  readonly name: string;
  readonly size: number;
  readonly state: Signal<State>;
}

/** What a widget takes. */
export interface Wanted {
  types: readonly string[];
  size: number;
  several: boolean;
}

const AT_ONCE = 3;
const ONE = "Only one file can be uploaded here.";
/** What the server will refuse again. */
const FINAL: ReadonlySet<string> = new Set(["type", "size", "malformed", "widget"]);
const GONE =
  "The server was restarted, and the file has changed or is gone since it was chosen. Choose it again.";

let keys = 0;

/** The files of one widget. They outlive the element that shows them while the page stands. */
export class Files {
  readonly entries = signal<readonly Entry[]>([]);
  wanted: Wanted = { types: [], size: Number.POSITIVE_INFINITY, several: false };
  #running = new Map<Entry, AbortController>();
  /** What stays the value of a widget for one file until another one has arrived in its place. */
  #standing: Entry | null = null;
  /** What was refused of a message that is sent: it says so until the next one. */
  #left: readonly Entry[] = [];
  /** What the server was told last, and in which session. */
  #told: readonly string[] = [];
  #media = "";

  constructor(
    readonly page: Page,
    public node: Node,
    /** Whether a change is told to the server; a message takes its files along itself. */
    readonly tells: boolean,
  ) {}

  get busy(): boolean {
    return this.entries.value.some(({ state }) => isOnItsWay(state.value));
  }

  get failures(): number {
    return this.entries.value.filter(hasFailed).length;
  }

  get ids(): string[] {
    return this.entries.value.flatMap(({ state }) =>
      state.value.at === "done" ? [state.value.stored.id] : [],
    );
  }

  /** Takes files in; where one only is wanted, the first that fits instead of the one before. */
  add(chosen: readonly Chosen[]): void {
    const fresh = chosen.map(([file, name]) => this.#entry(file, name));
    if (fresh.length === 0) return;
    this.entries.value = this.wanted.several
      ? [...this.entries.peek(), ...fresh]
      : this.#replaced(fresh);
    this.#next();
  }

  /** Takes what is wanted of folders, without a word on the rest unless that is all of it. */
  addFolders(chosen: readonly Chosen[]): void {
    const wanted = chosen.filter(([file, name]) => fits(name, file.type, this.wanted.types));
    const [first] = chosen;
    if (wanted.length > 0) this.add(wanted);
    else if (first)
      this.refuse(first[1].split("/")[0] ?? "", `It has no ${listed(this.wanted.types)}.`);
  }

  /** Says why something was not taken in. */
  refuse(name: string, why: string): void {
    const state = signal<State>({ at: "failed", why });
    const refused = { key: ++keys, file: new Blob(), name, size: 0, state };
    this.entries.value = this.wanted.several
      ? [...this.entries.peek(), refused]
      : this.#replaced([refused]);
  }

  /** Sends a file again that has failed. */
  retry(entry: Entry): void {
    if (!this.wanted.several) this.entries.value = [entry, ...this.#setAside([entry])];
    entry.state.value = { at: "waiting" };
    this.#next();
  }

  remove(entry: Entry): void {
    this.#end(entry);
    this.entries.value = this.entries.peek().filter((each) => each !== entry);
    this.#standAgain();
    this.#next();
  }

  removeAll(): void {
    this.#endStanding();
    for (const entry of this.entries.peek()) this.#end(entry);
    this.entries.value = [];
    this.#next();
  }

  /** Lets go of files that have become the server's: a message has taken them along. */
  forget(): void {
    this.#left = this.entries
      .peek()
      .filter((entry) => hasFailed(entry) && !this.#left.includes(entry));
    this.entries.value = this.#left;
  }

  forgetFailed(): void {
    this.entries.value = this.entries.peek().filter((entry) => !hasFailed(entry));
  }

  /** Follows the server: what it has taken back goes, what a new one lacks is sent again. */
  follow(value: readonly string[], media: string): void {
    const here = [...this.entries.peek(), ...(this.#standing ? [this.#standing] : [])];
    const done = here.filter(isDone);
    if (this.#media !== media) {
      const again = this.#media !== "" && done.length > 0;
      this.#media = media;
      if (!again) return;
      this.#told = [];
      for (const { state } of done) state.value = { at: "waiting" };
      this.#next();
    } else if (this.#told.some((id) => !value.includes(id))) {
      const lost = new Set(this.#told.filter((id) => !value.includes(id)));
      this.#told = value;
      const stays = ({ state }: Entry) => {
        const now = state.peek();
        return now.at !== "done" || !lost.has(now.stored.id);
      };
      if (this.#standing && !stays(this.#standing)) this.#standing = null;
      this.entries.value = this.entries.peek().filter(stays);
    }
  }

  #entry(file: Blob, name: string): Entry {
    const why = this.#refusal(file, name);
    const state = signal<State>(why === null ? { at: "waiting" } : { at: "failed", why });
    return { key: ++keys, file, name, size: file.size, state };
  }

  /** What stands there when one file only is wanted: what is refused replaces nothing. */
  #replaced(fresh: readonly Entry[]): Entry[] {
    const fitting = fresh.filter(({ state }) => state.peek().at === "waiting");
    const refused = fresh.filter((entry) => !fitting.includes(entry));
    const [first, second] = fitting;
    if (second) {
      const name = fitting.length === 2 ? second.name : `${fitting.length - 1} other files`;
      refused.push({ ...second, name, state: signal<State>({ at: "failed", why: ONE }) });
    }
    if (!first) return [...this.entries.peek().filter((each) => !hasFailed(each)), ...refused];
    for (const entry of this.#setAside([])) this.#end(entry);
    return [first, ...refused];
  }

  /** Keeps the file that has arrived until another one has; gives the rest but for `kept`. */
  #setAside(kept: readonly Entry[]): Entry[] {
    const all = this.entries.peek();
    this.#standing = all.find(isDone) ?? this.#standing;
    return all.filter((entry) => entry !== this.#standing && !kept.includes(entry));
  }

  /** Shows again what was to be replaced, since nothing comes in its place. */
  #standAgain(): void {
    if (!this.#standing || this.busy) return;
    this.entries.value = [this.#standing, ...this.entries.peek()];
    this.#standing = null;
  }

  #endStanding(): void {
    if (this.#standing) this.#end(this.#standing);
    this.#standing = null;
  }

  #refusal(file: Blob, name: string): string | null {
    const { size, types } = this.wanted;
    if (!fits(name, file.type, types)) return `Only ${listed(types)} can be uploaded here.`;
    return file.size > size ? `The file is larger than ${bytes(size)}.` : null;
  }

  #end(entry: Entry): void {
    this.#running.get(entry)?.abort();
    this.#running.delete(entry);
    const state = entry.state.peek();
    // What a widget has as its value goes when the server hears that it has it no more.
    if (state.at === "done" && !this.#told.includes(state.stored.id)) this.#drop(state.stored.id);
  }

  #drop(id: string): void {
    const { base, headers } = address(this.page);
    fetch(`${base}/${id}`, { method: "DELETE", headers }).catch(() => {}); // goes with the session
  }

  /** Starts as many as may go at once; tells the server when none is on its way any more. */
  #next(): void {
    for (const entry of this.entries.peek()) {
      if (this.#running.size >= AT_ONCE) break;
      if (entry.state.peek().at === "waiting" && !this.#running.has(entry)) this.#send(entry);
    }
    mark(this.page, this);
    if (!this.entries.peek().some(({ state }) => isOnItsWay(state.peek()))) this.#tell();
  }

  async #send(entry: Entry): Promise<void> {
    const stop = new AbortController();
    this.#running.set(entry, stop);
    const { file, name, size } = entry;
    const offer = { widget: this.node.id ?? "", name, type: file.type, size };
    let [sent, lost] = [0, false];
    const show = () => {
      entry.state.value = { at: "sending", sent, lost };
    };
    show();
    // A session that is new wants files once its script has asked for them.
    while (this.page.sseq === 0 && !stop.signal.aborted) await pause();
    try {
      const stored = await transfer(
        file,
        offer,
        () => address(this.page),
        {
          sent: (now) => {
            sent = now;
            show();
          },
          waits: (now) => {
            if (lost === now) return;
            lost = now;
            show();
          },
          back: (call) => onReturn(this.page, call),
        },
        stop.signal,
      );
      this.#endStanding();
      entry.state.value = { at: "done", stored };
    } catch (error) {
      if (stop.signal.aborted) return;
      const readable = await isReadable(file);
      const again = readable && !(error instanceof Refused && FINAL.has(error.code));
      const why = readable ? (error as Error).message : GONE;
      entry.state.value = { at: "failed", why, again };
      this.#standAgain();
    }
    this.#running.delete(entry);
    this.#next();
  }

  #tell(): void {
    if (!this.tells) return;
    const ids = this.entries.peek().flatMap(({ state }) => {
      const now = state.peek();
      return now.at === "done" ? [now.stored.id] : [];
    });
    if (!this.page.store.widget(this.node.id ?? "")) {
      for (const id of ids) this.#drop(id); // nobody asks for them any more
      this.#endStanding();
      this.entries.value = [];
      return;
    }
    if (ids.join() === this.#told.join()) return;
    this.#told = ids;
    this.page.change(this.node, ids);
  }
}

/** Calls when the page has found its server again after a loss. */
function onReturn({ connection }: Page, call: () => void): () => void {
  let before = connection.peek();
  return connection.subscribe((now) => {
    if (now === "CONNECTED" && now !== before) call();
    before = now;
  });
}

export function isOnItsWay(state: State): boolean {
  return state.at === "waiting" || state.at === "sending";
}

function isDone({ state }: Entry): boolean {
  return state.peek().at === "done";
}

export function hasFailed({ state }: Entry): boolean {
  return state.value.at === "failed";
}

function pause(milliseconds = 50): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function address(page: Page) {
  const base = new URL(`_mini/uploads/${page.media.peek()}`, document.baseURI).href;
  return { base, headers: { [XSRF_HEADER]: page.xsrf } };
}

/** A form is not sent while files of it are on their way. */
function mark(page: Page, files: Files): void {
  const { node } = files;
  const sending = new Set(page.sending.peek());
  if (files.entries.peek().some(({ state }) => isOnItsWay(state.peek()))) sending.add(node);
  else sending.delete(node);
  page.sending.value = sending;
}

const all = new WeakMap<Page, Map<string, Files>>();

/**
 * The files of a widget: the same ones when its element is drawn anew. Those of a part, such as what
 * was said into a message, go along when something else is sent.
 */
export function filesOf(page: Page, node: Node, part = ""): Files {
  const known = all.get(page) ?? new Map<string, Files>();
  all.set(page, known);
  const name = `${part}\n${node.id}`;
  const files = known.get(name) ?? new Files(page, node, part === "");
  known.set(name, files);
  files.node = node;
  return files;
}
