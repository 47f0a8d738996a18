const KEY = "mini-zone";
const SETTLE = 2_000;

/**
 * The name of the time zone. Asking a browser for it the first time takes about 30 ms, which
 * the first element would wait for; so the answer is kept, and checked when the page rests.
 */
export function timeZone(): string {
  const [offset, name] = localStorage.getItem(KEY)?.split(" ") ?? [];
  if (!name || Number(offset) !== new Date().getTimezoneOffset()) return ask();
  setTimeout(ask, SETTLE);
  return name;
}

function ask(): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  localStorage.setItem(KEY, `${new Date().getTimezoneOffset()} ${name}`);
  return name;
}
