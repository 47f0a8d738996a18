export interface Shortcut {
  key: string;
  /** Control, or Command on Apple's keyboards. */
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

const MOD = new Set(["ctrl", "control", "cmd", "command", "meta", "mod"]);
const KEYS: Readonly<Record<string, string>> = {
  esc: "escape",
  return: "enter",
  space: " ",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
  del: "delete",
};

/** Reads "Ctrl+Shift+K", "cmd+enter" or "r". */
export function shortcut(text: string): Shortcut {
  const parts = text.split("+").map((part) => part.trim().toLowerCase());
  const key = parts.pop() ?? "";
  return {
    key: KEYS[key] ?? key,
    mod: parts.some((part) => MOD.has(part)),
    alt: parts.includes("alt") || parts.includes("option"),
    shift: parts.includes("shift"),
  };
}

/** A bare key does nothing while the user types. */
export function matches(keys: Shortcut, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.key.toLowerCase() !== keys.key) return false;
  if ((event.ctrlKey || event.metaKey) !== keys.mod || event.altKey !== keys.alt) return false;
  if (keys.shift && !event.shiftKey) return false;
  return keys.mod || keys.alt || !isTyping(event.target);
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=combobox]"))
  );
}

export function spoken(keys: Shortcut): string {
  const name = keys.key === " " ? "Space" : keys.key.charAt(0).toUpperCase() + keys.key.slice(1);
  return [keys.mod && "Ctrl", keys.alt && "Alt", keys.shift && "Shift", name]
    .filter(Boolean)
    .join("+");
}
