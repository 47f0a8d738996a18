import { useEffect, useState } from "preact/hooks";

/** Whether an element has come into view and is not hidden since, as in a tab that was left. */
export function useSeen(box: { current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting) setSeen(true);
      else if (!element.checkVisibility()) setSeen(false); // else it was scrolled out of view
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return seen;
}
