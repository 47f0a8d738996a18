import type { VNode } from "preact";
import type { Node } from "./store";

const SIZE = 50;
const FULL = 100;

/**
 * A run of siblings that is drawn, skipped and invalidated together.
 *
 * The first chunk of a list (key 0) has no box of its own, so that a list may grow long
 * without its elements being drawn anew; the others are boxes with `content-visibility`.
 */
export interface Chunk {
  readonly key: number;
  readonly nodes: readonly Node[];
  view?: VNode;
}

/** The boxes that a node draws among its siblings: one, but for what stands for its children. */
type Boxes = (node: Node) => number;

/** Cuts a list into chunks so that nodes stay where they were: a node that changes its box loses its DOM. */
export function chunked(
  former: readonly Chunk[],
  nodes: readonly Node[],
  boxes: Boxes = () => 1,
): readonly Chunk[] {
  // What has so many that it is cut itself adds no more than any other.
  const weigh = (node: Node) => (boxes(node) > FULL ? 1 : boxes(node));
  if (former.length <= 1 && isLight(nodes, weigh)) return whole(former[0], nodes);
  const cutter = new Cutter(former, nodes, weigh);
  return cutter.cut();
}

function isLight(nodes: readonly Node[], weigh: Boxes): boolean {
  return nodes.length <= FULL && weightOf(nodes, weigh) <= FULL;
}

function weightOf(nodes: readonly Node[], weigh: Boxes): number {
  return nodes.reduce((weight, node) => weight + weigh(node), 0);
}

function whole(former: Chunk | undefined, nodes: readonly Node[]): readonly Chunk[] {
  return [former && sameNodes(former.nodes, nodes) ? former : { key: 0, nodes }];
}

class Cutter {
  readonly #home = new Map<Node, Chunk>();
  readonly #left = new Map<Chunk, number>();
  readonly #done = new Set<Chunk>();
  readonly #result: Chunk[] = [];
  #current: Chunk | null = null;
  #members: Node[] = [];
  #weight = 0;
  #nextKey: number;

  constructor(
    former: readonly Chunk[],
    readonly nodes: readonly Node[],
    readonly weigh: Boxes,
  ) {
    this.#nextKey = former.reduce((most, chunk) => Math.max(most, chunk.key + 1), 0);
    for (const chunk of former) for (const node of chunk.nodes) this.#home.set(node, chunk);
    for (const node of nodes) this.#count(this.#home.get(node), 1);
  }

  cut(): readonly Chunk[] {
    this.nodes.forEach((node, index) => {
      const home = this.#home.get(node);
      if (this.#opens(home, index)) this.#open(home ?? null);
      this.#members.push(node);
      this.#weight += this.weigh(node);
      this.#count(home, -1);
    });
    this.#close();
    return this.#result;
  }

  #count(chunk: Chunk | undefined, change: number): void {
    if (chunk) this.#left.set(chunk, (this.#left.get(chunk) ?? 0) + change);
  }

  #opens(home: Chunk | undefined, index: number): boolean {
    const full = this.#weight >= SIZE;
    if (!home) return full && !this.#currentGoesOn();
    if (home === this.#current || this.#done.has(home)) return false;
    return !this.#currentGoesOn() || this.#followedBySame(home, index);
  }

  #currentGoesOn(): boolean {
    return this.#current !== null && (this.#left.get(this.#current) ?? 0) > 0;
  }

  /** Tells a boundary from a lone node that moved here. */
  #followedBySame(home: Chunk, index: number): boolean {
    for (let next = index + 1; next < this.nodes.length; next++) {
      const other = this.#home.get(this.nodes[next] as Node);
      if (other) return other === home;
    }
    return true;
  }

  #open(home: Chunk | null): void {
    const joins = home && !this.#current && this.#weight + weightOf(home.nodes, this.weigh) <= FULL;
    if (!joins) this.#close();
    this.#current = home;
  }

  #close(): void {
    if (this.#members.length > 0) this.#result.push(this.#finished());
    if (this.#current) this.#done.add(this.#current);
    this.#members = [];
    this.#weight = 0;
  }

  #finished(): Chunk {
    const former = this.#current;
    if (former && sameNodes(former.nodes, this.#members)) return former;
    return { key: former ? former.key : this.#nextKey++, nodes: this.#members };
  }
}

function sameNodes(one: readonly Node[], other: readonly Node[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}
