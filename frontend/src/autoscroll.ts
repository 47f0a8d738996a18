import { useEffect, useRef } from "preact/hooks";

const NEAR = 40;

/** Keeps a scrolling box at its end while new content comes, unless the user scrolled away. */
export function useAutoscroll(active: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (!active || !box) return;
    let atEnd = true;
    const look = () => {
      atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    };
    const follow = new MutationObserver(() => {
      if (atEnd) box.scrollTop = box.scrollHeight;
    });
    box.scrollTop = box.scrollHeight;
    box.addEventListener("scroll", look, { passive: true });
    follow.observe(box, { childList: true, subtree: true, characterData: true });
    return () => {
      box.removeEventListener("scroll", look);
      follow.disconnect();
    };
  }, [active]);
  return ref;
}
