import type { Chart } from "../wire.gen";
import { type Dots, radiusOf } from "./dots";
import type { Extent } from "./layers";
import { SHADES } from "./palette";

const NUMBERS = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 }); // as the axes

/** What the shades and sizes of dots stand for: the ends of each range, with their looks. */
export function scalesOf(element: Chart, { shades, sizes }: Dots): HTMLElement | null {
  const { shade, size } = element;
  const rows: HTMLElement[] = [];
  if (typeof shade === "string" && shades) rows.push(row(shade, shades, ["", bar(), ""]));
  if (typeof size === "string" && sizes) {
    const [low, high] = sizes.map((value) => dot(radiusOf(value, sizes)));
    rows.push(row(size, sizes, [low ?? "", "", high ?? ""]));
  }
  if (rows.length === 0) return null;
  const all = document.createElement("div");
  all.className = "chart-scales";
  all.append(...rows);
  return all;
}

type Looks = [low: Node | string, between: Node | string, high: Node | string];

function row(name: string, [least, most]: Extent, [low, between, high]: Looks): HTMLElement {
  const all = document.createElement("p");
  const title = document.createElement("span");
  title.textContent = name;
  all.append(title, low, NUMBERS.format(least), between || " – ", high, NUMBERS.format(most));
  return all;
}

function bar(): HTMLElement {
  const look = document.createElement("i");
  look.className = "shades";
  look.style.background = `linear-gradient(to right, ${SHADES.join(", ")})`;
  return look;
}

function dot(radius: number): HTMLElement {
  const look = document.createElement("i");
  look.className = "dot";
  look.style.inlineSize = look.style.blockSize = `${radius * 2}px`;
  return look;
}
