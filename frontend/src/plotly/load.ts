import strict from "plotly.js-strict-dist-min/plotly-strict.min.js?url";

/** The part of Plotly that is used here. */
export interface Plotly {
  react(box: HTMLElement, figure: object): Promise<unknown>;
  relayout(box: HTMLElement, layout: object): Promise<unknown>;
  purge(box: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}

const loading = new Map<string, Promise<Plotly>>();

/** These kinds of traces make functions of text, which no page here may; a script of ours does without. */
const MADE_OF_TEXT = new Set(["scattergl", "scatterpolargl", "splom", "parcoords"]);

/** Plotly's script: of the package that the app's Python has installed, or the one that is strict. */
export function loadPlotly(name: string, traces: readonly { type?: unknown }[]): Promise<Plotly> {
  const isStrict = name === "" || traces.some(({ type }) => MADE_OF_TEXT.has(String(type)));
  const address = isStrict ? strict : new URL(`_mini/plotly/${name}`, document.baseURI).href;
  const known = loading.get(address);
  if (known) return known;
  const started = load(address).catch((error: unknown) => {
    loading.delete(address); // the next figure tries again
    throw error;
  });
  loading.set(address, started);
  return started;
}

function load(address: string): Promise<Plotly> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () =>
      window.Plotly
        ? resolve(window.Plotly)
        : reject(new Error("there is no Plotly in its script"));
    script.onerror = () => reject(new Error("the script of Plotly did not come"));
    document.head.append(script);
  });
}
