import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "../kinds";
import { usePage } from "../page";
import { loadPlotly, type Plotly } from "../plotly/load";
import { type Figure, themed } from "../plotly/theme";
import { onColours } from "../theme";
import { Fullscreen, Toolbar } from "../toolbar";
import type { PlotlyChart } from "../wire.gen";
import "./plotly_chart.css";

export default function PlotlyChartElement({ element }: View<PlotlyChart>) {
  const root = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const failure = useFigure(place, element);
  const { height } = element;
  const style = { blockSize: typeof height === "number" ? `${height}px` : "450px" };
  return (
    <div
      ref={root}
      class="stPlotlyChart"
      data-testid="stPlotlyChart"
      role="figure"
      aria-label={element.alt ?? "Chart"}
      style={style}
    >
      <div ref={place} class="plotly-place" />
      {failure ? (
        <p class="chart-note" role="alert">
          {failure}
        </p>
      ) : null}
      <Toolbar>
        <Fullscreen place={root} />
      </Toolbar>
    </div>
  );
}

/** Draws the figure, and anew when it, the colours or the room for it change; gives what went wrong. */
function useFigure(place: RefObject<HTMLDivElement | null>, element: PlotlyChart): string {
  const media = usePage().media.value;
  const [failure, setFailure] = useState("");
  const drawer = useRef<Plotly | null>(null);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let current = true;
    const draw = async () => {
      const figure = await figureOf(element, media);
      const plotly = await loadPlotly(element.script, figure.data ?? []);
      if (!current) return;
      if (drawer.current && drawer.current !== plotly) drawer.current.purge(box);
      drawer.current = plotly;
      await show(plotly, box, figure, element);
      setFailure("");
    };
    const tell = (error: unknown) => {
      console.error(error);
      if (current)
        setFailure("This figure could not be drawn. The console of the browser says why.");
    };
    const redraw = () => void draw().catch(tell);
    redraw();
    const end = onColours(redraw);
    return () => {
      current = false;
      end();
    };
  }, [place, element, media]);
  useEffect(() => follow(place.current, drawer), [place]);
  return failure;
}

async function figureOf({ figure, source }: PlotlyChart, media: string): Promise<Figure> {
  if (typeof figure === "string") return JSON.parse(figure);
  const answer = await fetch(new URL(`_mini/media/${media}/${source}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.json();
}

async function show(
  plotly: Plotly,
  box: HTMLElement,
  figure: Figure,
  element: PlotlyChart,
): Promise<void> {
  const { data = [], layout = {}, frames } = themed(figure, element.theme !== null, box);
  const { clientWidth: width, clientHeight: height } = box;
  await plotly.react(box, {
    data,
    // What a user has zoomed or turned stays so when the script runs again.
    layout: { uirevision: "mini", ...layout, ...pictures(layout), autosize: true, width, height },
    frames: frames ?? [],
    config: { displaylogo: false, ...JSON.parse(element.config ?? "{}"), responsive: false },
  });
}

/** The pictures of a layout that a browser may fetch. */
function pictures({ images }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(images)) return {};
  const fits = (image: { source?: unknown } | null) => isPicture(String(image?.source ?? ""));
  return { images: images.filter(fits) };
}

function isPicture(address: string): boolean {
  const url = URL.canParse(address, document.baseURI) && new URL(address, document.baseURI);
  return url !== false && (/^(https?|blob):$/.test(url.protocol) || /^data:image\//.test(url.href));
}

/** Fits the drawing to its box, whatever changes that. */
function follow(
  box: HTMLElement | null,
  drawer: RefObject<Plotly | null>,
): (() => void) | undefined {
  if (!box) return undefined;
  const observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = box;
    const drawn = (box as { _fullLayout?: { width: number; height: number } })._fullLayout;
    if (!drawn || width === 0 || (drawn.width === width && drawn.height === height)) return;
    drawer.current?.relayout(box, { width, height });
  });
  observer.observe(box);
  return () => {
    observer.disconnect();
    drawer.current?.purge(box);
  };
}
