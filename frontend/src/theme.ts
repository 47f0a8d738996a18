import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
const KEY = "mini-theme";

export const theme = signal<Theme>(remembered());

function remembered(): Theme {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

export function setTheme(value: Theme): void {
  theme.value = value;
  if (value === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, value);
  showTheme();
}

export function showTheme(): void {
  const root = document.documentElement;
  if (theme.peek() === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme.peek();
}

/** Calls back when the colours change, by the system or by the switch. */
export function onColours(change: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", change);
  let known = theme.peek();
  const end = theme.subscribe((now) => {
    if (now !== known) queueMicrotask(change); // it is called at once, too
    known = now;
  });
  return () => {
    system.removeEventListener("change", change);
    end();
  };
}
