import { batch, type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import type { Chunk } from "./chunks";
import { Heirs } from "./heirs";
import type { Delta, Props, Value } from "./wire";
import type { Batch, ElementBase, Spec } from "./wire.gen";

export const MAIN = 1;
export const SIDEBAR = 2;
export const BOTTOM = 3;
export const EVENTS = 4;
const ROOTS = [MAIN, SIDEBAR, BOTTOM, EVENTS];

export type Element = ElementBase & Record<string, unknown>;

/** How long a page that is there waits for all of a fresh session, rather than for its beginning. */
const WHOLE_WITHIN = 1_000;
let nodes = 0;

/** A place in the element tree. One delta writes one of its signals. */
export class Node {
  /** What its DOM goes by: a fresh session has other numbers. */
  readonly key = ++nodes;
  readonly element: Signal<Element>;
  readonly children: Signal<readonly Node[]> = signal([]);
  /** What a long run has left of it: `stale` while it may come, `passed` once it has not. */
  readonly stale = signal("");
  /** Kept so that a list that is drawn again skips the elements that stayed. */
  view: VNode | undefined;
  chunks: readonly Chunk[] = [];

  constructor(
    public number: number,
    public parent: Node | null,
    element: Element,
  ) {
    this.element = signal(element);
  }

  get id(): string | undefined {
    return this.element.peek().$id;
  }

  get kind(): string {
    return this.element.peek().kind;
  }

  /** The nearest node of a kind around this one. */
  within(kind: string): Node | null {
    for (let node = this.parent; node; node = node.parent) if (node.kind === kind) return node;
    return null;
  }

  *below(): Generator<Node> {
    for (const child of this.children.peek()) {
      yield child;
      yield* child.below();
    }
  }
}

/** A value that the user chose here, with the interaction that carried it (not sent yet: Infinity). */
interface Owned {
  value: Value;
  cseq: number;
}

type Operations = { [Op in Delta["op"]]: (delta: Extract<Delta, { op: Op }>) => void };

/** The element tree of the page: nodes by number, widgets by id, facts by name. */
export class Store {
  readonly facts = signal<Props>({});
  #nodes = new Map<number, Node>();
  #widgets = new Map<string, Node>();
  readonly #owned = new Map<string, Owned>();
  #seen = 0;
  /** Whether the script cannot be read as it was saved: its fields come back when it can. */
  #broken = false;
  #stale: ReadonlyMap<Node, string> = new Map();
  #forgetful = false;
  /** Batches of a fresh session that has not shown all of its page yet. */
  #held: Batch[] = [];
  #release: ReturnType<typeof setTimeout> | undefined;
  #heirs: Heirs | null = null;
  /** While a reset is applied: the nodes that stood before, which keep their DOM. */
  #former = new Map<number, Node>();

  readonly #operations: Operations = {
    put: (delta) => this.#put(delta.node, this.node(delta.parent), delta.after, delta.specs),
    patch: (delta) => this.#patch(this.node(delta.node), delta.set),
    append: (delta) => this.#append(this.node(delta.node), delta.field, delta.text),
    move: (delta) => this.#move(this.node(delta.node), delta.after),
    trim: (delta) => this.#trim(delta.nodes),
    page: (delta) => {
      this.facts.value = { ...this.facts.peek(), ...delta.set };
    },
  };

  /** `announce` hears of each kind as soon as a spec names it. */
  constructor(readonly announce: (kind: string) => void = () => {}) {
    for (const number of ROOTS) this.#plant(number);
  }

  /** The last interaction that the server's run has read. */
  get seen(): number {
    return this.#seen;
  }

  node(number: number): Node {
    const node = this.#nodes.get(number);
    if (!node) throw new RangeError(`node ${number} does not stand in the tree`);
    return node;
  }

  has(number: number): boolean {
    return this.#nodes.has(number);
  }

  isEmpty(): boolean {
    return ROOTS.every((number) => this.node(number).children.peek().length === 0);
  }

  widget(id: string): Node | undefined {
    return this.#widgets.get(id);
  }

  /** Applies the deltas of a batch in order; they are shown together. */
  apply(message: Batch): void {
    this.#held.push(message);
    if (!this.#forgetful || message.state !== "running" || this.isEmpty()) this.#applyHeld();
    else this.#release ??= setTimeout(() => this.#applyHeld(), WHOLE_WITHIN);
  }

  #applyHeld(): void {
    clearTimeout(this.#release);
    this.#release = undefined;
    const held = this.#held;
    this.#held = [];
    batch(() => {
      for (const message of held) this.#apply(message);
    });
  }

  #apply(message: Batch): void {
    this.#seen = Math.max(this.#seen, message.seen ?? 0);
    if (this.#forgetful) this.#forget();
    if (message.reset) this.#begin();
    this.#broken = message.state === "compilationError";
    for (const delta of message.deltas ?? []) this.#operations[delta.op](delta as never);
    if (message.reset) this.#former = new Map();
    if (message.state !== "running") this.#heirs = null;
    this.#markStale(message.cursors ?? {}, message.passed ?? []);
  }

  /** The next batches come from a fresh session; until then the old page stays in sight. */
  forgetOnNextBatch(): void {
    this.#forgetful = true;
    this.#held = [];
  }

  /** Takes a value that the user chose; the server's counts again when `cseq` is seen. */
  own(id: string, value: Value, cseq: number): void {
    this.#owned.set(id, { value, cseq });
    const node = this.#widgets.get(id);
    if (node) node.element.value = { ...node.element.peek(), value };
  }

  disown(): void {
    for (const [id, owned] of this.#owned) if (Number.isFinite(owned.cseq)) this.#owned.delete(id);
    this.#seen = 0;
  }

  /** The values that were chosen and wait for the interaction that takes them along. */
  *unsent(): Generator<[Node, string, Value]> {
    for (const [id, { value, cseq }] of this.#owned) {
      const node = cseq === Number.POSITIVE_INFINITY ? this.#widgets.get(id) : undefined;
      if (node) yield [node, id, value];
    }
  }

  /** Every widget value that the browser holds. */
  values(): Record<string, Value> {
    const held: Record<string, Value> = {};
    for (const [id, node] of this.#widgets) {
      const { value } = node.element.peek();
      if (value !== undefined) held[id] = value;
    }
    return held;
  }

  #plant(number: number): void {
    const node = this.#former.get(number) ?? new Node(number, null, { kind: "root" });
    node.children.value = [];
    this.#nodes.set(number, node);
  }

  #forget(): void {
    this.#forgetful = false;
    this.facts.value = {};
    const roots = ROOTS.map((number) => this.node(number));
    this.#heirs = new Heirs(roots.filter((root) => root.number !== EVENTS));
    this.#nodes = new Map();
    this.#widgets = new Map();
    this.#former = new Map(roots.map((root) => [root.number, root]));
    for (const number of ROOTS) this.#plant(number);
    this.#former = new Map();
  }

  #begin(): void {
    this.#former = this.#nodes;
    this.#nodes = new Map();
    this.#widgets = new Map();
    for (const number of ROOTS) this.#plant(number);
  }

  #put(first: number, parent: Node, after: number, specs: readonly Spec[]): void {
    let next = first;
    const build = (spec: Spec, above: Node): Node => {
      const { $in: inside = [], $n: number = next, ...element } = spec;
      next = number + 1;
      const node = this.#stand(number, above, element);
      node.children.value = inside.map((child) => build(child, node));
      return node;
    };
    const nodes = specs.map((spec) => build(spec, parent));
    const siblings = [...parent.children.peek()];
    siblings.splice(placeAfter(siblings, after), 0, ...nodes);
    parent.children.value = siblings;
  }

  #stand(number: number, parent: Node, spec: Element): Node {
    this.announce(spec.kind);
    const element = this.#withOwnValue(spec);
    const former = this.#former.get(number) ?? this.#heirs?.take(parent, element);
    const node = former?.kind === spec.kind ? former : new Node(number, parent, element);
    node.parent = parent;
    node.number = number;
    if (!sameJson(node.element.peek(), element)) node.element.value = element;
    this.#nodes.set(number, node);
    if (element.$id !== undefined) this.#widgets.set(element.$id, node);
    return node;
  }

  #withOwnValue(element: Element): Element {
    const owned = element.$id === undefined ? undefined : this.#owned.get(element.$id);
    return owned && owned.cseq > this.#seen ? { ...element, value: owned.value } : element;
  }

  #patch(node: Node, set: Props): void {
    node.element.value = this.#withOwnValue({ ...node.element.peek(), ...set });
  }

  #append(node: Node, field: string, text: string): void {
    const element = node.element.peek();
    node.element.value = { ...element, [field]: `${element[field] ?? ""}${text}` };
  }

  #move(node: Node, after: number): void {
    const parent = node.parent;
    if (!parent) throw new RangeError("a root does not move");
    const siblings = parent.children.peek().filter((sibling) => sibling !== node);
    siblings.splice(placeAfter(siblings, after), 0, node);
    parent.children.value = siblings;
  }

  #trim(numbers: readonly number[]): void {
    const gone = new Set<Node>();
    for (const number of numbers) {
      const node = this.#nodes.get(number);
      if (node) gone.add(node);
    }
    for (const parent of new Set([...gone].map((node) => node.parent))) {
      if (parent) parent.children.value = parent.children.peek().filter((node) => !gone.has(node));
    }
    for (const node of gone) this.#drop(node);
  }

  #drop(node: Node): void {
    for (const below of node.children.peek()) this.#drop(below);
    this.#nodes.delete(node.number);
    const id = node.id;
    if (id !== undefined && this.#widgets.get(id) === node) {
      this.#widgets.delete(id);
      const unsent = this.#owned.get(id)?.cseq === Number.POSITIVE_INFINITY;
      if (unsent && !this.#broken) this.#owned.delete(id);
    }
  }

  #markStale(cursors: Readonly<Record<string, number>>, passed: readonly number[]): void {
    const stale = new Map<Node, string>();
    for (const [number, fresh] of Object.entries(cursors)) {
      const children = this.#nodes.get(Number(number))?.children.peek() ?? [];
      for (const node of children.slice(placeAfter(children, fresh))) stale.set(node, "stale");
    }
    for (const number of passed) {
      const node = this.#nodes.get(number);
      if (node) stale.set(node, "passed");
    }
    for (const node of this.#stale.keys()) if (!stale.has(node)) node.stale.value = "";
    for (const [node, how] of stale) node.stale.value = how;
    this.#stale = stale;
  }
}

function placeAfter(siblings: readonly Node[], after: number): number {
  if (after === 0) return 0;
  // Most insertions go to the end.
  for (let index = siblings.length - 1; index >= 0; index--) {
    if (siblings[index]?.number === after) return index + 1;
  }
  throw new RangeError(`node ${after} does not stand among its siblings`);
}

function sameJson(one: Element, other: Element): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
