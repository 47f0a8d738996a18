import { useEffect, useRef } from "preact/hooks";

const NEAR = 40;
const AT_END = 2;
const MESSAGES = ".stMain .stChatMessage";

/**
 * Keeps a page of messages at its end while new ones come, unless the user has scrolled away.
 * Gives what brings it back there: who has just said something wants to see the answer.
 */
export function useFollow(active: boolean): () => void {
  const toEnd = useRef(() => {});
  useEffect(() => {
    const content = document.querySelector(".stMainBlockContainer");
    const page = document.scrollingElement;
    if (!active || !content || !page) return;
    let following = true;
    let last = page.scrollTop;
    const distance = () => page.scrollHeight - page.scrollTop - page.clientHeight;
    const look = () => {
      const top = page.scrollTop;
      if (top < last - 1) following = distance() < AT_END;
      else if (distance() < NEAR) following = true;
      last = top;
    };
    const follow = () => {
      if (following && document.querySelector(MESSAGES)) page.scrollTop = page.scrollHeight;
    };
    const leave = (event: WheelEvent) => {
      if (event.deltaY < 0) following = false;
    };
    toEnd.current = () => {
      following = true;
      follow();
    };
    const grown = new ResizeObserver(follow);
    grown.observe(content);
    addEventListener("scroll", look, { passive: true });
    addEventListener("wheel", leave, { passive: true });
    return () => {
      grown.disconnect();
      removeEventListener("scroll", look);
      removeEventListener("wheel", leave);
      toEnd.current = () => {};
    };
  }, [active]);
  return () => toEnd.current();
}
