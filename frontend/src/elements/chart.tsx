import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ChartData, columnCount, columnsOf } from "../chart/data";
import type { Kept } from "../chart/draw";
import { summary } from "../chart/summary";
import { ChartTable } from "../chart/table";
import type { View } from "../kinds";
import { usePage } from "../page";
import { onColours } from "../theme";
import { Fullscreen, Tool, Toolbar } from "../toolbar";
import type { Chart } from "../wire.gen";
import "./chart.css";

const HEIGHT = 320;
const CLASSES = {
  line: "stLineChart",
  area: "stAreaChart",
  bar: "stBarChart",
  scatter: "stScatterChart",
} as const;

export default function ChartElement({ element: latest }: View<Chart>) {
  const { element, data, failed } = useData(latest);
  const root = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const label = useMemo(() => element.alt ?? summary(element, data), [element, data]);
  useChart(place, element, data, label);
  const style = { blockSize: `${typeof latest.height === "number" ? latest.height : HEIGHT}px` };
  const empty = element.rows === 0 || element.series.length === 0;
  return (
    <div
      ref={root}
      class={`stChart stVegaLiteChart ${CLASSES[latest.type]}`}
      data-testid="stVegaLiteChart"
    >
      <div ref={place} class={`chart${asTable ? " away" : ""}`} style={style} />
      {empty || failed ? (
        <p class="chart-note" role={failed ? "alert" : undefined}>
          {failed ? "The data of this chart did not come." : "No data"}
        </p>
      ) : null}
      {asTable && data ? <ChartTable {...{ element, data, label }} /> : null}
      {data && !empty ? (
        <Toolbar>
          <Tool
            name="Show as a table"
            glyph={asTable ? "chart" : "table"}
            pressed={asTable}
            act={() => setAsTable(!asTable)}
          />
          <Fullscreen place={root} />
        </Toolbar>
      ) : null}
    </div>
  );
}

interface Drawn {
  element: Chart;
  data: ChartData | null;
  failed: boolean;
}

/** The data with the element that they belong to; the former stay in sight until the next have come. */
function useData(latest: Chart): Drawn {
  const media = usePage().media.value;
  const [drawn, setDrawn] = useState<Drawn>({ element: latest, data: null, failed: false });
  useEffect(() => {
    let current = true;
    const show = (data: ChartData | null, failed: boolean) => {
      if (current) setDrawn({ element: latest, data, failed });
    };
    const { data, source, rows } = latest;
    columnsOf({ data, source, rows, count: columnCount(latest), media })
      .then((columns) => show(columns, false))
      .catch((error) => {
        console.error(error);
        show(null, true);
      });
    return () => {
      current = false;
    };
  }, [latest, media]);
  return drawn;
}

/** Draws into the place, and anew when the colours change. */
function useChart(
  place: { current: HTMLDivElement | null },
  element: Chart,
  data: ChartData | null,
  label: string,
): void {
  const kept = useRef<Kept>({ hidden: new Set(), zoom: null }).current;
  useEffect(() => {
    const box = place.current;
    if (!box || !data || element.rows === 0 || element.series.length === 0) return;
    let remove: (() => void) | undefined;
    let current = true;
    const draw = async () => {
      const { drawChart } = await import("../chart/draw");
      if (!current) return;
      remove?.();
      remove = drawChart(box, element, data, label, kept);
    };
    draw();
    const end = onColours(draw);
    return () => {
      current = false;
      end();
      remove?.();
    };
  }, [place, element, data, label, kept]);
}
