import { effect, signal } from "@preact/signals";
import { embedding } from "./embedding";
import type { Page } from "./page";

export type Theme = "system" | "light" | "dark";
export type Scheme = "light" | "dark";
const KEY = "mini-theme";
const THEMES: readonly string[] = ["system", "light", "dark"];

/** What the user has chosen; null as long as that is nothing: then the app's theme decides. */
export const theme = signal<Theme | null>(remembered());

const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function remembered(): Theme | null {
  const value = localStorage.getItem(KEY);
  return THEMES.includes(value ?? "") ? (value as Theme) : null;
}

export function setTheme(value: Theme): void {
  theme.value = value;
  localStorage.setItem(KEY, value);
  showTheme();
}

export function showTheme(): void {
  const { dataset } = document.documentElement;
  const value = embedding.theme ?? theme.peek();
  if (value === null) delete dataset["theme"];
  else dataset["theme"] = value;
}

/** Whether the page is light or dark now, whoever has decided that. */
export function scheme(): Scheme {
  return decided() ?? (system.matches ? "dark" : "light");
}

function decided(): Scheme | null {
  const { colorScheme } = getComputedStyle(document.documentElement);
  return colorScheme === "light" || colorScheme === "dark" ? colorScheme : null;
}

/** What the menu shows as chosen. */
export function chosenTheme(): Theme {
  return theme.value ?? decided() ?? "system";
}

/** Calls back when the colours change, by the system, by the switch, or by the app's theme. */
export function onColours(change: () => void): () => void {
  system.addEventListener("change", change);
  listeners.add(change);
  let known = theme.peek();
  const end = theme.subscribe((now) => {
    if (now !== known) queueMicrotask(change); // it is called at once, too
    known = now;
  });
  return () => {
    system.removeEventListener("change", change);
    listeners.delete(change);
    end();
  };
}

/** Keeps the app's theme as the server has it now: it came with the page, and may have changed. */
export function followTheme(page: Page): void {
  effect(() => {
    const { theme: digest = "", script } = page.store.facts.value;
    if (script === undefined || typeof digest !== "string") return;
    const style = document.getElementById("theme") as HTMLStyleElement | null;
    if ((style?.dataset["digest"] ?? "") !== digest) load(digest, style);
  });
}

async function load(digest: string, style: HTMLStyleElement | null): Promise<void> {
  const place = style ?? document.createElement("style");
  place.id = "theme";
  place.dataset["digest"] = digest;
  if (!style) document.head.append(place);
  const answer = await fetch(new URL(`_mini/theme.css?${digest}`, document.baseURI));
  if (!answer.ok || place.dataset["digest"] !== digest) return;
  place.textContent = await answer.text();
  for (const listener of listeners) listener();
}

/** Tells the server when the page becomes light or dark; a script that asked runs again. */
export function followScheme(page: Page): void {
  let known = scheme();
  onColours(() => {
    const now = scheme();
    if (now !== known) page.transmit({ type: "look", scheme: now });
    known = now;
  });
}
