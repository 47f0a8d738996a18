import { useEffect, useRef, useState } from "preact/hooks";
import { usePage } from "./page";
import { whenReleased } from "./released";
import type { Node } from "./store";

interface Options {
  /** The widget, where a text that cannot be taken holds its form back. */
  node?: Node;
  /** The value that stands, as text. */
  value: string;
  /** Why a text cannot be taken, or null. */
  refuse?: (text: string) => string | null;
  send: (text: string) => void;
  /** Sends while the user types, after this many milliseconds of rest. */
  live?: number | null | undefined;
}

export interface Draft {
  text: string;
  dirty: boolean;
  problem: string | null;
  type: (text: string) => void;
  /** Tells whether the text was taken. */
  commit: () => boolean;
  discard: () => void;
}

/** Text being typed. Until it is committed it belongs to the user, and no rerun overwrites it. */
export function useDraft({ node, value, refuse = () => null, send, live }: Options): Draft {
  const page = usePage();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Read by listeners that outlive a render.
  const latest = useRef({ draft, value, refuse, send });
  latest.current = { draft, value, refuse, send };

  const keep = (text: string | null) => {
    latest.current.draft = text;
    setDraft(text);
  };
  const commit = useRef((): boolean => {
    clearTimeout(timer.current);
    const { draft: text, value: standing, refuse: refusal, send: take } = latest.current;
    if (text === null) return true;
    const reason = refusal(text);
    whenReleased(() => setProblem(reason));
    if (reason !== null) return false;
    keep(null);
    if (text !== standing) take(text);
    return true;
  }).current;

  useEffect(() => {
    const check = () => {
      const { draft: text, value: standing, refuse: refusal } = latest.current;
      // What the script has given is taken as it is, unless it is nothing.
      const reason = text === null && standing !== "" ? null : refusal(text ?? standing);
      setProblem(reason);
      return reason === null;
    };
    const field = { node, commit, check };
    page.fields.add(field);
    return () => void page.fields.delete(field);
  }, [page, node, commit]);
  useEffect(() => {
    if (latest.current.draft === null) setProblem(null);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    text: draft ?? value,
    dirty: draft !== null && draft !== value,
    problem,
    commit,
    type: (text) => {
      keep(text);
      if (problem !== null) setProblem(refuse(text));
      clearTimeout(timer.current);
      if (live !== null && live !== undefined) timer.current = setTimeout(commit, live);
    },
    discard: () => {
      clearTimeout(timer.current);
      keep(null);
      setProblem(null);
    },
  };
}
