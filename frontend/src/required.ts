import { useEffect, useRef, useState } from "preact/hooks";
import { usePage } from "./page";
import type { Node } from "./store";

/** Holds the form of a widget back while its choice is missing; gives what to say of it. */
export function useRequired(node: Node, missing: boolean): string | null {
  const page = usePage();
  const [asked, setAsked] = useState(false);
  const latest = useRef(missing);
  latest.current = missing;
  useEffect(() => {
    const check = () => {
      setAsked(latest.current);
      return !latest.current;
    };
    const field = { node, commit: () => true, check };
    page.fields.add(field);
    return () => void page.fields.delete(field);
  }, [page, node]);
  return asked && missing ? "Choose an option." : null;
}
