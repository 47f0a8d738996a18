import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "../kinds";
import { usePage } from "../page";
import { onColours } from "../theme";
import { Fullscreen, Tool, Toolbar } from "../toolbar";
import type { Drawn } from "../vega/draw";
import type { VegaLiteChart } from "../wire.gen";
import "./vega_lite_chart.css";

export default function VegaLiteChartElement({ element }: View<VegaLiteChart>) {
  const root = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const { drawn, isDrawn, failure } = useChart(place, element);
  const { width = "stretch", height, room } = element;
  const isSized = isDrawn && !failure && typeof height !== "number";
  const style = isSized ? undefined : { minBlockSize: `${room ?? 320}px` };
  const save = () => drawn.current?.save().catch((error) => console.error(error));
  return (
    <div
      ref={root}
      class={`stVegaLiteChart ${typeof width === "number" ? "fixed" : width}`}
      data-testid="stVegaLiteChart"
      style={style}
    >
      <div ref={place} class="vega-place" role="figure" aria-label={element.alt ?? "Chart"} />
      {failure ? (
        <p class="chart-note" role="alert">
          {failure}
        </p>
      ) : null}
      <Toolbar>
        <Tool name="Download" glyph="down" act={save} />
        <Fullscreen place={root} />
      </Toolbar>
    </div>
  );
}

/** Draws the chart, and anew when it or the colours change; gives what is drawn, and what went wrong. */
function useChart(place: RefObject<HTMLDivElement | null>, element: VegaLiteChart) {
  const media = usePage().media.value;
  const drawn = useRef<Drawn | null>(null);
  const [failure, setFailure] = useState("");
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let current = true;
    let latest = 0;
    const draw = async () => {
      latest += 1;
      const mine = latest;
      const { drawVega } = await import("../vega/draw");
      const made = await drawVega(box, element, media, () => current && mine === latest);
      if (!made) return;
      drawn.current?.remove();
      drawn.current = made;
      setDrawn(true);
      setFailure("");
    };
    const tell = (error: unknown) => {
      console.error(error);
      if (current)
        setFailure(
          `This chart could not be drawn: ${error instanceof Error ? error.message : error}`,
        );
    };
    const redraw = () => void draw().catch(tell);
    redraw();
    const end = onColours(redraw);
    return () => {
      current = false;
      end();
    };
  }, [place, element, media]);
  useEffect(() => () => drawn.current?.remove(), []);
  return { drawn, isDrawn, failure };
}
