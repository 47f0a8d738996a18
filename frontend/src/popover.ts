const MARGIN = 8;
const GAP = 4;

export interface Placement {
  /** As wide as the anchor, at least. */
  match?: boolean;
  align?: "start" | "center" | "end";
  side?: "below" | "above";
}

/** Shows a popup in the top layer beside its anchor and keeps it there; returns how to end that. */
export function showBeside(popup: HTMLElement, anchor: HTMLElement, placement: Placement = {}) {
  const move = () => place(popup, anchor, placement);
  popup.showPopover?.();
  move();
  addEventListener("resize", move);
  const sized = new ResizeObserver(move); // a field grows with what is chosen
  sized.observe(anchor);
  document.addEventListener("scroll", move, { capture: true, passive: true });
  return () => {
    sized.disconnect();
    removeEventListener("resize", move);
    document.removeEventListener("scroll", move, { capture: true });
  };
}

function place(popup: HTMLElement, anchor: HTMLElement, placement: Placement): void {
  const box = anchor.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  popup.style.maxInlineSize = `${width - 2 * MARGIN}px`;
  if (placement.match) popup.style.minInlineSize = `${box.width}px`;
  const below = height - box.bottom - MARGIN - GAP;
  const above = box.top - MARGIN - GAP;
  const needed = popup.scrollHeight;
  const preferred = placement.side === "above" ? above : below;
  const other = placement.side === "above" ? below : above;
  const isBelow = (preferred === below) === (needed <= preferred || preferred >= other);
  popup.style.setProperty("--room", `${Math.max(120, isBelow ? below : above)}px`);
  const size = popup.getBoundingClientRect();
  const top = isBelow ? box.bottom + GAP : box.top - GAP - size.height;
  popup.style.top = `${Math.max(MARGIN, top)}px`;
  const left = alignedLeft(box, size.width, placement.align ?? "start");
  popup.style.left = `${Math.max(MARGIN, Math.min(left, width - size.width - MARGIN))}px`;
}

function alignedLeft(box: DOMRect, width: number, align: "start" | "center" | "end"): number {
  const rtl = getComputedStyle(document.documentElement).direction === "rtl";
  if (align === "center") return box.left + (box.width - width) / 2;
  return (align === "start") === rtl ? box.right - width : box.left;
}
