import { type Config, parse, type Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { PALETTE, resolver } from "../chart/palette";
import { addressOf } from "../media";
import type { VegaLiteChart } from "../wire.gen";
import { look } from "./look";
import { tooltip } from "./tip";

type Json = Record<string, unknown>;

/** A chart that stands on the page. */
export interface Drawn {
  remove: () => void;
  save: () => Promise<void>;
}

const SOURCE = "mini:";

/** Draws beside what is there, and takes its place when it is ready and still wanted. */
export async function drawVega(
  box: HTMLElement,
  element: VegaLiteChart,
  media: string,
  isWanted: () => boolean,
): Promise<Drawn | null> {
  const place = document.createElement("div");
  const tip = tooltip();
  const spec = sized(JSON.parse(element.spec), element, box);
  const resolve = resolver(box);
  const config = element.theme === null ? {} : look(resolve, PALETTE.map(resolve));
  const isVega = String(spec["$schema"] ?? "").includes("/vega/");
  const compiled = isVega
    ? (spec as unknown as Spec)
    : compile(spec as never, { config: config as never }).spec;
  // Without functions made of text, which the page's policy forbids.
  const view = new View(parse(compiled, config as Config, { ast: true }), {
    expr: expressionInterpreter,
    loader: loader(media),
    renderer: isLarge(element) ? "canvas" : "svg",
    tooltip: tip.show,
    hover: true,
  });
  const check = listener(view);
  await view.initialize(place).runAsync();
  check();
  if (!isWanted()) {
    view.finalize();
    tip.remove();
    return null;
  }
  box.append(place);
  const end = follow(box, view, element, spec);
  return {
    remove: () => {
      end();
      view.finalize();
      tip.remove();
      place.remove();
    },
    save: async () => download(await view.toImageURL("png", 2)),
  };
}

/** What Vega says: errors, and data that did not come, end the drawing; hints go to the console. */
function listener(view: View) {
  const failed: Error[] = [];
  const note = (args: readonly unknown[]) => {
    const error = args.find((each) => each instanceof Error);
    failed.push(error ?? new Error(args.join(" ")));
  };
  const logger = view.logger();
  view.logger({
    ...logger,
    error(...args: readonly unknown[]) {
      note(args);
      return this;
    },
    warn(...args: readonly unknown[]) {
      if (String(args[0]).startsWith("Loading failed")) note(args);
      else console.info(...args);
      return this;
    },
  } as typeof logger);
  return () => {
    if (failed[0]) throw failed[0];
  };
}

/** Data come from the app's server, or from where the page's policy allows; not from files. */
function loader(media: string) {
  const address = (uri: string) =>
    uri.startsWith(SOURCE)
      ? addressOf(media, uri.slice(SOURCE.length))
      : new URL(uri, document.baseURI).href;
  const load = async (uri: string) => {
    const answer = await fetch(address(uri)).catch(() => {
      throw new Error(`its data at ${uri} cannot be reached from this page`);
    });
    if (!answer.ok) throw new Error(`its data at ${uri} did not come (${answer.status})`);
    return answer.text();
  };
  return {
    load,
    http: load,
    file: load,
    sanitize: async (uri: string) => {
      const href = address(uri);
      if (!/^(https?|data|blob):/.test(href)) throw new Error(`it has a link to ${uri}`);
      return { href };
    },
  } as never;
}

function isLarge({ spec }: VegaLiteChart): boolean {
  return spec.includes(`"${SOURCE}`);
}

const HEIGHT = 320;

/** The specification with the size that the element wants; stretched is as wide as the box. */
function sized(spec: Json, { width, height }: VegaLiteChart, box: HTMLElement): Json {
  const own = { ...spec };
  if (isComposed(spec)) return own;
  own["height"] ??= typeof height === "number" ? height : usualHeight(spec);
  const steps = typeof own["height"] === "object";
  const fit = { type: steps ? "fit-x" : "fit", contains: "padding" };
  if (width === undefined || width === "stretch" || typeof width === "number") {
    own["width"] = Math.max(80, box.clientWidth);
    own["autosize"] = typeof spec["autosize"] === "object" ? { ...fit, ...spec["autosize"] } : fit;
  }
  if (typeof height === "number") own["height"] = height;
  return own;
}

/** Charts with steps (of bars, say) on the y axis are as high as these need. */
function usualHeight({ encoding }: Json): number | Json {
  const y = (encoding as Record<string, { type?: string; bin?: unknown }> | undefined)?.["y"];
  const steps = y?.type === "nominal" || y?.type === "ordinal";
  return steps && !y.bin ? { step: 24 } : HEIGHT;
}

export function isComposed(spec: Json): boolean {
  const parts = ["hconcat", "vconcat", "concat", "facet", "repeat"];
  const encoding = (spec["encoding"] ?? {}) as Json;
  return (
    parts.some((name) => name in spec) ||
    ["row", "column", "facet"].some((name) => name in encoding)
  );
}

/** Keeps a stretched chart as wide as its box. */
function follow(box: HTMLElement, view: View, { width }: VegaLiteChart, spec: Json): () => void {
  if (isComposed(spec) || width === "content") return () => undefined;
  let known = box.clientWidth;
  const observer = new ResizeObserver(() => {
    const now = Math.max(80, box.clientWidth);
    if (now === known) return;
    known = now;
    view.width(now).runAsync();
  });
  observer.observe(box);
  return () => observer.disconnect();
}

function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "chart.png";
  link.click();
}
