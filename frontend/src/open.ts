import { useEffect, useRef, useState } from "preact/hooks";

/** Open or closed is the user's; only a change of what the script wants sets it anew. */
export function useOpen(wanted = false): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(wanted);
  const before = useRef(wanted);
  useEffect(() => {
    if (before.current !== wanted) setOpen(wanted);
    before.current = wanted;
  }, [wanted]);
  return [open, setOpen];
}
