import katex from "katex";
import "katex/dist/katex.min.css";

/** Draws the formulas of a block in their places. */
export function drawMath(block: HTMLElement): void {
  for (const place of block.querySelectorAll<HTMLElement>(".math[data-tex]")) {
    const { tex = "" } = place.dataset;
    drawFormula(place, tex, place.classList.contains("display"));
    place.dataset["drawn"] = tex;
    place.removeAttribute("data-tex");
  }
}

/** The longest that a formula can ask for, in ems: it stays in its place. */
const LARGEST = 50;

/** Draws one formula; what is no LaTeX stands there in red. A display may have to be scrolled. */
export function drawFormula(place: HTMLElement, tex: string, displayMode: boolean): void {
  const errorColor = "var(--red)";
  katex.render(tex, place, {
    displayMode,
    throwOnError: false,
    strict: "ignore",
    errorColor,
    maxSize: LARGEST,
  });
  if (displayMode) place.tabIndex = 0;
}
