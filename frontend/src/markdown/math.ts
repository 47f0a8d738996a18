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

/** How many parts can stand in one another: a browser breaks on a thousand. */
const DEEPEST = 250;

/** Draws one formula; what is no LaTeX stands there in red. A display may have to be scrolled. */
export function drawFormula(place: HTMLElement, tex: string, displayMode: boolean): void {
  const html = drawing(tex, displayMode);
  if (html === null) {
    place.textContent = tex;
    place.style.color = ERROR;
  } else {
    place.innerHTML = html;
    place.style.color = "";
  }
  if (displayMode) place.tabIndex = 0;
}

const ERROR = "var(--red)";

/** The formula as HTML; null if no browser can show it. */
function drawing(tex: string, displayMode: boolean): string | null {
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      throwOnError: false,
      strict: "ignore",
      errorColor: ERROR,
      maxSize: LARGEST,
    });
    return depth(html) > DEEPEST ? null : html;
  } catch (error) {
    if (error instanceof RangeError) return null; // nested so deep that KaTeX cannot take it
    throw error;
  }
}

function depth(html: string): number {
  let now = 0;
  let most = 0;
  for (const [tag] of html.matchAll(/<\/?(?:span|m\w+|svg)\b/g)) {
    now += tag[1] === "/" ? -1 : 1;
    most = Math.max(most, now);
  }
  return most;
}
