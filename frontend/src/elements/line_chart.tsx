import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ChartData, columnsOf } from "../chart/data";
import { summary } from "../chart/summary";
import type { View } from "../kinds";
import { usePage } from "../page";
import { onColours } from "../theme";
import type { LineChart } from "../wire.gen";
import "./line_chart.css";

const HEIGHT = 320;

export default function LineChartElement({ element }: View<LineChart>) {
  const { data, failed } = useData(element);
  const place = useRef<HTMLDivElement>(null);
  const height = typeof element.height === "number" ? element.height : HEIGHT;
  const label = useMemo(() => element.alt ?? summary(element, data), [element, data]);
  useChart(place, element, data, label);
  const empty = element.rows === 0 || element.series.length === 0;
  return (
    <div class="stLineChart stVegaLiteChart" data-testid="stVegaLiteChart">
      <div ref={place} class="chart" style={{ blockSize: `${height}px` }} />
      {empty || failed ? (
        <p class="chart-note" role={failed ? "alert" : undefined}>
          {failed ? "The data of this chart did not come." : "No data"}
        </p>
      ) : null}
    </div>
  );
}

function useData(element: LineChart): { data: ChartData | null; failed: boolean } {
  const media = usePage().media.value;
  const [state, setState] = useState<{ data: ChartData | null; failed: boolean }>({
    data: null,
    failed: false,
  });
  const { data, source, rows } = element;
  const count = element.series.length;
  useEffect(() => {
    let current = true;
    columnsOf({ data, source, rows, count, media })
      .then((columns) => current && setState({ data: columns, failed: false }))
      .catch((error) => {
        console.error(error);
        if (current) setState({ data: null, failed: true });
      });
    return () => {
      current = false;
    };
  }, [data, source, rows, count, media]);
  return state;
}

/** Draws into the place, and anew when the colours change. */
function useChart(
  place: { current: HTMLDivElement | null },
  element: LineChart,
  data: ChartData | null,
  label: string,
): void {
  useEffect(() => {
    const box = place.current;
    if (!box || !data || element.rows === 0 || element.series.length === 0) return;
    let remove: (() => void) | undefined;
    let current = true;
    const draw = async () => {
      const { drawLines } = await import("../chart/lines");
      if (!current) return;
      remove?.();
      remove = drawLines(box, element, data, label);
    };
    draw();
    const end = onColours(draw);
    return () => {
      current = false;
      end();
      remove?.();
    };
  }, [place, element, data, label]);
}
