import { useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../kinds";
import { later } from "../later";
import { Help } from "../tooltip";
import type { Latex } from "../wire.gen";
import "./latex.css";

const math = later(() => import("../markdown/math"));

export default function LatexElement({ element }: View<Latex>) {
  const { body, help } = element;
  const place = useRef<HTMLDivElement>(null);
  const katex = math();
  // Before the next frame, or the room that was kept for it would collapse in between.
  useLayoutEffect(() => {
    if (katex && place.current) katex.drawFormula(place.current, body, true);
  }, [katex, body]);
  return (
    <div class="stMarkdown stLatex" data-testid="stMarkdown">
      {/* The formula's own children are KaTeX's: Preact must not see them. */}
      <div ref={place} class={`formula${katex ? "" : " waiting"}`} />
      {help ? <Help text={help} /> : null}
    </div>
  );
}
