import type { ComponentChildren, VNode } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { type Chunk, chunked } from "./chunks";
import { isBare, kindOf, widthOf } from "./kinds";
import type { Element, Node } from "./store";
import type { Image, Width } from "./wire.gen";

/** One element in its place. It draws itself anew only when its own signals change. */
export function ElementView({ node }: { node: Node }) {
  const element = node.element.value;
  const { module, failed } = kindOf(element.kind).value;
  const [error] = useErrorBoundary();
  const width = widthOf(element, module);
  const Component = module?.default;
  if (Component && module.bare) return <Component node={node} element={element} />;
  return (
    <div
      class={classes(element, width, staleness(node))}
      data-testid="stElementContainer"
      data-kind={element.kind}
      style={typeof width === "number" ? { width: `${width}px` } : undefined}
    >
      {error || failed ? (
        <Broken kind={element.kind} />
      ) : Component ? (
        <Component node={node} element={element} />
      ) : (
        <Skeleton element={element} />
      )}
    </div>
  );
}

/** What stands for its children (a segment, say) has no box that could fade: they do. */
function staleness({ stale, parent }: Node): string {
  return stale.value || (parent && isBare(parent.kind) ? staleness(parent) : "");
}

function classes(element: Element, width: Width, stale: string): string {
  let names = `stElementContainer ${typeof width === "number" ? "fixed" : width}`;
  if (element.$key !== undefined) names += ` st-key-${element.$key.replace(/[^\w-]/g, "-")}`;
  return stale ? `${names} ${stale}` : names;
}

/** The children of a node, without a box of their own. */
export function Children({ node }: { node: Node }) {
  const chunks = chunked(node.chunks, node.children.value, boxesOf);
  node.chunks = chunks;
  return <>{chunks.map(viewOfChunk)}</>;
}

/** The boxes that a node draws among those of its siblings. */
function boxesOf(node: Node): number {
  if (!isBare(node.kind)) return 1;
  return node.children.peek().reduce((boxes, child) => boxes + boxesOf(child), 0);
}

function viewOfChunk(chunk: Chunk): VNode {
  // A view that is the same object tells Preact to skip what is below.
  chunk.view ??=
    chunk.key === 0 ? (
      <Bare key={0}>{chunk.nodes.map(viewOf)}</Bare>
    ) : (
      <div key={chunk.key} class="chunk" style={roomFor(chunk)}>
        {chunk.nodes.map(viewOf)}
      </div>
    );
  return chunk.view;
}

const USUAL = 52;

/** What a chunk that has not been drawn yet is taken for. */
function roomFor(chunk: Chunk) {
  const boxes = chunk.nodes.reduce((sum, node) => sum + boxesOf(node), 0);
  return { containIntrinsicBlockSize: `auto ${boxes * USUAL}px` };
}

function Bare({ children }: { children: ComponentChildren }) {
  return <>{children}</>;
}

export function viewOf(node: Node): VNode {
  node.view ??= <ElementView key={node.key} node={node} />;
  return node.view;
}

const GAPS = new Set(["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"]);

export function gapOf(gap: string | null | undefined): string {
  if (gap === null) return "0";
  if (gap?.endsWith("px")) return gap;
  return gap !== undefined && GAPS.has(gap) ? `var(--gap-${gap})` : "var(--gap-small)";
}

/** The children of a node, one below the other. */
export function VerticalBlock({ node, gap }: { node: Node; gap?: string | null | undefined }) {
  return (
    <div
      class="stVerticalBlock"
      data-testid="stVerticalBlock"
      style={gap === undefined ? undefined : { "--gap": gapOf(gap) }}
    >
      <Children node={node} />
    </div>
  );
}

/** Room for an element whose chunk is still on its way. */
function Skeleton({ element }: { element: Element }) {
  if (element.kind === "image") return <PictureSkeleton element={element} />;
  const height = `${estimatedHeight(element)}px`;
  if (element.kind === "camera_input") {
    return <div class="skeleton" aria-hidden="true" style={CAMERA} />;
  }
  return <div class="skeleton" aria-hidden="true" style={{ height }} />;
}

/** A picture takes its room by its own measures. */
function PictureSkeleton({ element }: { element: Element }) {
  const { pictures, each = "content" } = element as unknown as Image;
  return (
    <div class="pictures" aria-hidden="true">
      {pictures.map(({ size, caption }, index) => (
        <div
          key={index}
          class="skeleton"
          style={{
            flex: each === "stretch" ? "1 1 12rem" : "none",
            inlineSize:
              each === "stretch" ? "auto" : `${each === "content" ? (size?.[0] ?? 320) : each}px`,
            maxInlineSize: "100%",
            aspectRatio: size ? `${size[0]} / ${size[1]}` : "16 / 9",
            marginBlockEnd: caption ? "1.75rem" : undefined,
          }}
        />
      ))}
    </div>
  );
}

const CONTROL = 40;
const LABEL = 26;
const LINE = 22;

/** The picture of a camera is as high as its width says, with a label and a button. */
const CAMERA = {
  aspectRatio: "16 / 9",
  boxSizing: "content-box",
  minBlockSize: "11rem",
  paddingBlockEnd: `calc(var(--control) + ${LABEL + 19}px)`,
};

/** Heights that do not show in the props. A wrong or missing one costs a small shift, no more. */
const CLOSED: Readonly<Record<string, number>> = {
  audio: 54,
  audio_input: LABEL + 50,
  download_button: CONTROL,
  chat_input: 50,
  chat_message: 52,
  exception: 140,
  expander: 46,
  iframe: 150,
  link_button: CONTROL,
  help: 180,
  latex: 64,
  metric: 92,
  page_link: 36,
  number_input: LABEL + CONTROL,
  popover: CONTROL,
  progress: 8,
  pills: LABEL + 36,
  segmented_control: LABEL + 36,
  select_slider: LABEL + 62,
  feedback: 36,
  file_uploader: LABEL + 72,
  slider: LABEL + 62,
  spinner: 26,
  status: 46,
  tabs: 81,
  text_area: LABEL + 122,
  toggle: 24,
};

function estimatedHeight(element: Element): number {
  const { kind, height, rows, options, body, label } = element;
  if (typeof height === "number") return height;
  if (Array.isArray(rows)) return (rows.length + 1) * 40;
  if (typeof rows === "number") return rowsHeight(element, rows);
  if (kind === "radio" && Array.isArray(options)) {
    return LABEL + (element["horizontal"] ? 1 : options.length) * 30;
  }
  if (kind === "code" && typeof body === "string") return 28 + body.split("\n").length * LINE;
  if (kind === "json" && typeof body === "string") return jsonHeight(element, body);
  return CLOSED[kind] ?? CONTROL + (typeof label === "string" ? LABEL : 0);
}

/** About a line for each key and item; a long text is cut when it is drawn. */
function jsonHeight(element: Element, body: string): number {
  const { expanded = true } = element;
  const lines = expanded === true ? body.slice(0, 5000).split(/[,[{]/).length : expanded ? 3 : 1;
  return 20 + lines * 26;
}

function rowsHeight(element: Element, rows: number): number {
  if (!element["first"]) return 320;
  return 38 + Math.max(2, Math.min(rows, 10.5)) * Number(element["row_height"] ?? 35);
}

function Broken({ kind }: { kind: string }) {
  return (
    <div class="broken" role="alert">
      This element ({kind}) could not be drawn. The console of the browser says why.
    </div>
  );
}
