import { effect } from "@preact/signals";
import type { Page } from "./page";

/** The address of one page of the app, below the app's own. */
export function addressOf(path: string, query = ""): string {
  const root = location.pathname.slice(0, location.pathname.lastIndexOf("/") + 1);
  return `${root}${encodeURIComponent(path)}${query ? `?${query}` : ""}`;
}

function pathHere(): string {
  const last = location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // no encoding at all: such a page does not exist
  }
}

const EMBEDDING = new Set(["embed", "embed_options"]);

/** The query of the address, without what says how the app is embedded, or only that. */
function queryHere(embedding = false): string {
  const parts = location.search.slice(1).split("&");
  const isKept = (part: string) =>
    part !== "" && EMBEDDING.has((part.split("=")[0] ?? "").toLowerCase()) === embedding;
  return parts.filter(isKept).join("&");
}

/** A click on a link goes to the page here, unless the user wants it elsewhere. */
export function follow(event: MouseEvent, page: Page, path: string, query = ""): void {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  event.preventDefault();
  page.navigate(path, query);
}

/**
 * Keeps the address bar at the page that is open and at the query that the script has set, and goes
 * where the browser's back and forward lead.
 */
export function followAddress(page: Page): void {
  const scrolled = new Scrolled();
  let known: string | undefined;
  effect(() => {
    const going = page.going.value;
    const { path, query, missing } = page.store.facts.value;
    if (going) {
      show(going.path, going.query, going.path !== pathHere(), scrolled);
      known = going.path;
      return;
    }
    const there = typeof path === "string" ? path : pathHere();
    const search = typeof query === "string" ? query : queryHere();
    const isNew = known !== undefined && known !== there && missing == null && path !== undefined;
    show(there, search, isNew && there !== pathHere(), scrolled);
    if (typeof path === "string") known = path;
  });
  addEventListener("popstate", () => {
    const { path, query } = page.store.facts.peek();
    const search = queryHere();
    if (typeof path !== "string") return; // an app of one page
    if (pathHere() === path && search === (query ?? "") && !page.going.peek()) return;
    scrolled.back();
    page.navigate(pathHere(), search);
  });
  effect(() => arrive(page, scrolled));
}

function show(path: string, query: string, isNew: boolean, scrolled: Scrolled): void {
  if (path === pathHere() && query === queryHere()) return;
  const search = [query, queryHere(true)].filter(Boolean).join("&");
  const address = addressOf(path, search) + (path === pathHere() ? location.hash : "");
  if (isNew) {
    history.scrollRestoration = "manual";
    history.pushState({ at: scrolled.next() }, "", address);
  } else {
    history.replaceState(history.state, "", address);
  }
}

/** How far each entry of the history was scrolled. */
class Scrolled {
  readonly #places = new Map<number, number>();
  #last = Date.now();
  #wanted = 0;
  /** Where it was put last; null before the page has come. */
  #put: number | null = null;

  constructor() {
    addEventListener("scroll", () => this.#places.set(this.#here(), scrollY), { passive: true });
  }

  next(): number {
    this.#put = null;
    this.#wanted = 0;
    return ++this.#last;
  }

  back(): void {
    this.#put = null;
    this.#wanted = this.#places.get(this.#here()) ?? 0;
  }

  /** Scrolls where the entry was, also again when more has come; but never against the user. */
  restore(): void {
    if (history.scrollRestoration !== "manual") return;
    const end = document.documentElement.scrollHeight - innerHeight;
    const moved = this.#put !== null && scrollY !== this.#put && scrollY < Math.floor(end);
    if (moved) return;
    scrollTo(0, this.#wanted);
    this.#put = scrollY;
  }

  #here(): number {
    return (history.state as { at?: number } | null)?.at ?? 0;
  }
}

let shown: unknown;

/** A new page begins at its top; what held the focus may be gone with the old one. */
function arrive(page: Page, scrolled: Scrolled): void {
  const { path } = page.store.facts.value;
  const done = page.state.value !== "running";
  if (page.going.value || typeof path !== "string") return;
  if (shown !== undefined && shown !== path) {
    page.moving.value = true;
    page.arrivals.value = page.arrivals.peek() + 1;
  }
  shown = path;
  if (!page.moving.peek()) return;
  requestAnimationFrame(() => scrolled.restore());
  if (!done) return;
  page.moving.value = false;
  requestAnimationFrame(() => {
    // What has come last may be drawn a frame later.
    requestAnimationFrame(() => scrolled.restore());
    if (document.activeElement === document.body) {
      document.getElementById("content")?.focus({ preventScroll: true });
    }
  });
}
