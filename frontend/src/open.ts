import { useEffect, useRef, useState } from "preact/hooks";

/**
 * Open or closed is the user's; only a change of what the script wants sets it anew.
 * The setter tells whether it changed anything: a browser also reports what we set ourselves.
 */
export function useOpen(wanted = false): [boolean, (open: boolean) => boolean] {
  const [open, setOpen] = useState(wanted);
  const wish = useRef(wanted);
  const now = useRef(wanted);
  const set = (next: boolean): boolean => {
    if (next === now.current) return false;
    now.current = next;
    setOpen(next);
    return true;
  };
  useEffect(() => {
    if (wish.current !== wanted) set(wanted);
    wish.current = wanted;
  }, [wanted]);
  return [open, set];
}
