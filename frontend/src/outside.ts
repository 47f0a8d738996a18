import { useEffect, useRef } from "preact/hooks";

/** Tells of a pointer that goes down elsewhere. */
export function useOutside(box: { current: HTMLElement | null }, open: boolean, close: () => void) {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as globalThis.Node)) latest.current();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [box, open]);
}
