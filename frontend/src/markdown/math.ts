import katex from "katex";
import "katex/dist/katex.min.css";

/** Draws the formulas of a block in their places. */
export function drawMath(block: HTMLElement): void {
  for (const place of block.querySelectorAll<HTMLElement>(".math[data-tex]")) {
    const displayMode = place.classList.contains("display");
    katex.render(place.dataset["tex"] ?? "", place, { displayMode, throwOnError: false });
    place.removeAttribute("data-tex");
    if (displayMode) place.tabIndex = 0;
  }
}
