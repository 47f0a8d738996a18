import { useEffect, useRef, useState } from "preact/hooks";
import { usePage } from "./page";

interface Options {
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
export function useDraft({ value, refuse = () => null, send, live }: Options): Draft {
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
    setProblem(reason);
    if (reason !== null) return false;
    keep(null);
    if (text !== standing) take(text);
    return true;
  }).current;

  useEffect(() => {
    if (draft === null) return;
    page.drafts.add(commit);
    return () => void page.drafts.delete(commit);
  }, [page, commit, draft === null]);
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
