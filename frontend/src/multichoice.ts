import { useMemo, useState } from "preact/hooks";
import { filtered } from "./filter";
import type { View } from "./kinds";
import { optionIds } from "./options";
import { usePage } from "./page";
import type { Multiselect } from "./wire.gen";

const PAGE = 8;

/**
 * The rows of an open list:
 *
 *     Select all        only where there are several; once they are chosen, takes them back
 *     option, option …  those that fit what is typed
 *     Add: …            only where new options are taken
 */
interface List {
  /** How many rows come before the options: 1 or 0. */
  shift: number;
  options: readonly number[];
  fresh: string | null;
  count: number;
  textOf: (row: number) => string;
}

export type Choices = ReturnType<typeof useChoices>;

/** What is chosen, by ids. */
function useChosen({ node, element }: View<Multiselect>) {
  const page = usePage();
  const { options, max_selections: most } = element;
  const ids = useMemo(() => new Map(optionIds(options).map((id, index) => [id, index])), [options]);
  const idOf = useMemo(() => [...ids.keys()], [ids]);
  const chosen = (element.value ?? element.default).filter(
    (id) => element.accept_new || ids.has(id),
  );
  const among = new Set(chosen);
  const isFull = typeof most === "number" && chosen.length >= most;
  const send = (next: readonly string[]) => page.change(node, next.slice(0, most ?? undefined));
  const toggle = (id: string) => {
    if (among.has(id)) send(chosen.filter((each) => each !== id));
    else if (!isFull) send([...chosen, id]);
  };
  return { ids, idOf, chosen, among, isFull, send, toggle };
}

/** What is chosen, what is looked for, and what keys do about it. */
export function useChoices({ node, element }: View<Multiselect>) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { ids, idOf, chosen, among, isFull, send, toggle } = useChosen({ node, element });
  const list = useMemo(
    () => listOf(element, open ? query : null, idOf, among),
    [element, open, query, idOf, chosen.join("\0")],
  );
  const lookFor = (text: string) => {
    const found = listOf(element, text, idOf, among);
    setQuery(text);
    setActive(Math.min(found.shift, found.count));
    setOpen(true);
  };

  const idAt = (row: number): string | undefined => {
    const index = list.options[row - list.shift];
    return index === undefined ? undefined : idOf[index];
  };
  const found = list.options.map((index) => idOf[index] ?? "");
  const rest = list.shift > 0 ? found.filter((id) => !among.has(id)) : [];
  const all = () => {
    if (rest.length > 0) send([...chosen, ...rest]);
    else send(chosen.filter((id) => !found.includes(id)));
  };
  const isAll = (row: number) => row < list.shift;
  const isDisabled = (row: number) =>
    isFull && (isAll(row) ? rest.length > 0 : !among.has(idAt(row) ?? ""));
  const pick = (row: number) => {
    if (isDisabled(row)) return;
    if (isAll(row)) all();
    else toggle(idAt(row) ?? list.fresh ?? "");
    if (query !== "") lookFor("");
  };
  const show = () => {
    if (element.disabled || open) return;
    lookFor("");
  };
  const close = () => {
    setOpen(false);
    setQuery("");
  };
  const removeLast = () => send(chosen.slice(0, -1));
  const onKeyDown = (event: KeyboardEvent) => {
    const move = (row: number) => setActive(Math.max(0, Math.min(list.count - 1, row)));
    const keys = open ? openKeys({ query, active, count: list.count, move, pick, close }) : CLOSED;
    const erase = event.key === "Backspace" && query === "" && chosen.length > 0;
    const act = erase ? removeLast : keys[event.key];
    if (!act) return;
    act(show);
    event.preventDefault();
  };
  return {
    ...{ ids, chosen, open, query, active, list, isFull },
    ...{ show, close, pick, toggle, isAll, isDisabled, setActive, onKeyDown },
    isSelected: (row: number) => among.has(idAt(row) ?? ""),
    clear: () => send([]),
    look: lookFor,
  };
}

function listOf(
  element: Multiselect,
  query: string | null,
  idOf: readonly string[],
  among: ReadonlySet<string>,
): List {
  const { options, filter = "fuzzy", select_all: bulkMost = 1000 } = element;
  if (query === null) return { shift: 0, options: [], fresh: null, count: 0, textOf: () => "" };
  const found = filtered(options, query, filter);
  const text = query.trim();
  const isNew = text !== "" && !options.includes(text) && !among.has(text);
  const fresh = element.accept_new && isNew ? text : null;
  const shift = found.length >= 2 && found.length <= bulkMost ? 1 : 0;
  const verb = found.some((index) => !among.has(idOf[index] ?? "")) ? "Select" : "Unselect";
  const bulkText = text === "" ? `${verb} all` : `${verb} ${found.length} matches`;
  return {
    ...{ shift, options: found, fresh },
    count: shift + found.length + (fresh === null ? 0 : 1),
    textOf: (row) => {
      if (row < shift) return bulkText;
      const index = found[row - shift];
      return index === undefined ? `Add: ${fresh}` : (options[index] ?? "");
    },
  };
}

type Keys = Readonly<Record<string, ((show: () => void) => void) | undefined>>;

const CLOSED: Keys = {
  ArrowDown: (show) => show(),
  ArrowUp: (show) => show(),
  Enter: (show) => show(),
};

interface Opened {
  query: string;
  active: number;
  count: number;
  move: (row: number) => void;
  pick: (row: number) => void;
  close: () => void;
}

function openKeys({ query, active, count, move, pick, close }: Opened): Keys {
  return {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + PAGE),
    PageUp: () => move(active - PAGE),
    Enter: () => (count > 0 ? pick(active) : undefined),
    Escape: close,
    // In a text that is typed, these keys move the caret.
    Home: query ? undefined : () => move(0),
    End: query ? undefined : () => move(count - 1),
  };
}

/** An id that is no option is one that the user added. */
export function textOfId(
  ids: ReadonlyMap<string, number>,
  options: readonly string[],
  id: string,
): string {
  return options[ids.get(id) ?? -1] ?? id;
}
