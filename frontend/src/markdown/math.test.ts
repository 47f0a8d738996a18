// @vitest-environment jsdom
import { expect, test } from "vitest";
import { drawFormula } from "./math";

function drawn(tex: string): HTMLElement {
  const place = document.createElement("span");
  drawFormula(place, tex, false);
  return place;
}

test.each([`e${"\u0301".repeat(300)}`, `${"\\sqrt{".repeat(300)}x${"}".repeat(300)}`])(
  "a formula that would break the browser stands there as its text",
  (tex) => {
    const place = drawn(tex);
    expect(place.textContent).toBe(tex);
    expect(place.childElementCount).toBe(0);
    expect(place.style.color).toBe("var(--red)");
    drawFormula(place, "x", false);
    expect(place.style.color).toBe("");
  },
);

test("what is deep and still a formula is drawn", () => {
  const tex = `${"\\frac{1}{1+".repeat(8)}x${"}".repeat(8)}`;
  expect(drawn(tex).querySelector(".katex")).not.toBeNull();
});

test.each(["\\href{javascript:alert(1)}{x}", "\\htmlStyle{position:fixed}{x}", "\\url{data:,x}"])(
  "%s leads nowhere",
  (tex) => {
    const place = drawn(tex);
    expect(place.querySelector("a,[href]")).toBeNull();
    expect(place.innerHTML).not.toContain("fixed;");
  },
);
