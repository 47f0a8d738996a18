import type { Element, Node } from "./store";

/**
 * The nodes of a session that is over, by their parents. What stands again in the same place of a
 * fresh session goes on in the node that it had, and with it in its DOM: focus, caret and drafts.
 */
export class Heirs {
  readonly #left = new Map<Node, Node[]>();

  constructor(roots: readonly Node[]) {
    for (const root of roots) this.#left.set(root, [...root.children.peek()]);
  }

  /** Takes the node below a parent that an element continues, if there is one. */
  take(parent: Node, element: Element): Node | undefined {
    const left = this.#left.get(parent) ?? [];
    const index = left.findIndex((node) => isKept(node) && continues(node.element.peek(), element));
    const node = index < 0 ? undefined : left.splice(index, 1)[0];
    if (node) this.#left.set(node, [...node.children.peek()]);
    return node;
  }
}

/** Only widgets, and what may hold some, have what is worth keeping. */
function isKept(node: Node): boolean {
  return node.id !== undefined || node.children.peek().length > 0;
}

function continues(one: Element, other: Element): boolean {
  return one.kind === other.kind && one.$id === other.$id && one["$key"] === other["$key"];
}
