import { PALETTE, resolver } from "../chart/palette";

type Json = Record<string, unknown>;

export interface Figure {
  data?: Json[];
  layout?: Json;
  frames?: Json[];
}

/** The colours that Plotly gives to series by itself, and writes into the figures that it makes. */
// biome-ignore format: as a table
const ITS_OWN = [
  "#636efa", "#ef553b", "#00cc96", "#ab63fa", "#ffa15a", "#19d3f3", "#ff6692", "#b6e880",
  "#ff97ff", "#fecb52",
];

/** The figure in the colours and the font of the page, or, without a theme, in its own on white. */
export function themed(figure: Figure, wanted: boolean, box: HTMLElement): Figure {
  if (!wanted) return structuredClone(figure);
  const resolve = resolver(box);
  const colours = PALETTE.map(resolve);
  const clothed = recoloured(figure, colours) as Figure;
  const template = (clothed.layout?.["template"] ?? {}) as Json;
  return {
    ...clothed,
    layout: {
      ...withoutEmptyTop(clothed.layout ?? {}),
      template: { ...template, layout: merged(template["layout"], look(resolve, colours)) },
    },
  };
}

/** A copy, in which Plotly's own colours are those of the page. */
export function recoloured(value: unknown, colours: readonly string[]): unknown {
  if (typeof value === "string") {
    const at = value.length === 7 ? ITS_OWN.indexOf(value.toLowerCase()) : -1;
    return at < 0 ? value : colours[at % colours.length];
  }
  if (Array.isArray(value)) return value.map((each) => recoloured(each, colours));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, recoloured(each, colours)]),
  );
}

/** Plotly Express leaves this much room for a title also where there is none. */
const ROOM_OF_EXPRESS = '{"t":60}';

function withoutEmptyTop({ margin, ...layout }: Json): Json {
  const empty = !layout["title"] && JSON.stringify(margin) === ROOM_OF_EXPRESS;
  return margin === undefined || empty ? layout : { ...layout, margin };
}

function look(resolve: (colour: string) => string, colours: readonly string[]): Json {
  // biome-ignore format: as a row
  const [text, muted, line, raised, edge] = [
    "var(--text)", "var(--muted)", "var(--line)", "var(--raised)", "var(--edge)",
  ].map(resolve);
  const axis = {
    gridcolor: line,
    zerolinecolor: edge,
    linecolor: line,
    tickfont: { color: muted, size: 12 },
    title: { font: { color: muted, size: 13 } },
    automargin: true,
  };
  const wall = { backgroundcolor: "rgba(0, 0, 0, 0)", gridcolor: edge, color: muted };
  const background = "rgba(0, 0, 0, 0)";
  return {
    colorway: colours,
    paper_bgcolor: background,
    plot_bgcolor: background,
    font: { family: getComputedStyle(document.body).fontFamily, color: text, size: 12 },
    title: { font: { color: text, size: 15 }, x: 0, xref: "container", xanchor: "left" },
    legend: {
      font: { color: muted },
      title: { font: { color: muted, size: 12 } },
      bgcolor: background,
    },
    hoverlabel: { bgcolor: raised, bordercolor: edge, font: { color: text } },
    coloraxis: { colorbar: { tickfont: { color: muted }, outlinewidth: 0 } },
    modebar: { bgcolor: background, color: muted, activecolor: text },
    margin: { l: 48, r: 16, t: 32, b: 40 },
    xaxis: axis,
    yaxis: axis,
    scene: { xaxis: wall, yaxis: wall, zaxis: wall },
    polar: { bgcolor: background, angularaxis: axis, radialaxis: axis },
    ternary: { bgcolor: background },
    geo: { bgcolor: background },
  };
}

/** The second over the first, as deep as both are objects. */
function merged(first: unknown, second: Json): Json {
  const under = (first ?? {}) as Json;
  const both: Json = { ...under };
  for (const [name, value] of Object.entries(second)) {
    const nested = typeof value === "object" && value !== null && !Array.isArray(value);
    both[name] = nested ? merged(under[name], value as Json) : value;
  }
  return both;
}
