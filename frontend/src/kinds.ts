import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Element, Node } from "./store";
import type { ElementBase, Width } from "./wire.gen";

/** What every element's component gets. */
export interface View<E extends ElementBase = ElementBase> {
  node: Node;
  element: E;
}

/**
 * What `elements/<kind>.tsx` exports: a component, and its width where the script gives none.
 * A bare kind stands for its children and has no box of its own.
 */
export interface Kind {
  // biome-ignore lint/suspicious/noExplicitAny: each component knows its own element.
  default: ComponentType<any>;
  width?: Width;
  bare?: boolean;
}

type Loading = { module: Kind | null; failed: boolean };

// In the first load for speed only: an element that is not listed works the same, one request later.
const eager = import.meta.glob<Kind>(
  "./elements/{text,markdown,heading,caption,divider,button,form_submit_button,checkbox,container,columns,empty,segment,fragment,form,text_input,alert,space}.tsx",
  { eager: true },
);
const lazy = import.meta.glob<Kind>([
  "./elements/*.tsx",
  "!./elements/*.test.tsx",
  "!./elements/{text,markdown,heading,caption,divider,button,form_submit_button,checkbox,container,columns,empty,segment,fragment,form,text_input,alert,space}.tsx",
]);

const RETRIES = 5;
const kinds = new Map<string, Signal<Loading>>();

for (const [path, module] of Object.entries(eager)) {
  const stem = path.slice("./elements/".length, -".tsx".length);
  kinds.set(stem, signal<Loading>({ module, failed: false }));
}

/** The component of a kind; asking for it starts its download. */
export function kindOf(name: string): Signal<Loading> {
  let kind = kinds.get(name);
  if (!kind) {
    kind = signal<Loading>({ module: null, failed: false });
    kinds.set(name, kind);
    load(name, kind, 0);
  }
  return kind;
}

/** Whether a kind stands for its children and has no box. */
export function isBare(name: string): boolean {
  return kinds.get(name)?.peek().module?.bare === true;
}

async function load(name: string, kind: Signal<Loading>, tries: number): Promise<void> {
  const fetchKind = lazy[`./elements/${name}.tsx`];
  try {
    if (!fetchKind) throw new Error(`this page knows no element of kind ${name}`);
    kind.value = { module: await fetchKind(), failed: false };
  } catch (error) {
    if (fetchKind && tries < RETRIES) {
      setTimeout(() => load(name, kind, tries + 1), 500 * 2 ** tries);
    } else {
      console.error(error);
      kind.value = { module: null, failed: true };
    }
  }
}

export function widthOf(element: Element, module: Kind | null): Width {
  return (element["width"] as Width | undefined) ?? module?.width ?? "stretch";
}
