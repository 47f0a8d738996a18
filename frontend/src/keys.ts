import { useEffect } from "preact/hooks";
import type { Page } from "./page";
import { isTyping } from "./shortcut";

interface Key {
  does: string;
  act: (page: Page) => void;
  /** Whether it is there for developers alone. */
  developers?: boolean;
}

/** Bare keys that act on the whole page. */
export const KEYS: Readonly<Record<string, Key>> = {
  r: { does: "Run the app again", act: (page) => page.rerun() },
  c: {
    does: "Clear the cache",
    developers: true,
    act: (page) => {
      page.tool.value ??= "clear";
    },
  },
  "?": {
    does: "Show these shortcuts",
    act: (page) => {
      page.tool.value ??= "keys";
    },
  },
};

/** They do nothing while the user types, nor where the author gave the key to a button. */
export function useKeys(page: Page): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
      const found = ctrlKey || metaKey || altKey || (shiftKey && key !== "?") ? null : KEYS[key];
      if (!found || event.defaultPrevented || isTyping(target)) return;
      if (found.developers && !page.developer.peek()) return;
      const taken = document.querySelector(`[aria-keyshortcuts="${key.toUpperCase()}"]`);
      if (!taken) found.act(page);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [page]);
}
