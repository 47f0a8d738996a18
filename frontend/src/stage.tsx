import { type RenderResult, render } from "@testing-library/preact";
import { App } from "./app";
import { kindOf } from "./kinds";
import { Page } from "./page";
import type { ClientMessage, Delta } from "./wire";
import type { Batch, Spec } from "./wire.gen";

/** A page in a test: what a server would send goes in, what the browser says comes out. */
export interface Stage {
  page: Page;
  said: ClientMessage[];
  shown: RenderResult;
  /** Sends deltas as the next batch. */
  receive: (deltas: Delta[], rest?: Partial<Batch>) => void;
}

export const FIRST = 10;

/** Shows elements in the main column; the first gets the number `FIRST`. */
export async function stage(...specs: Spec[]): Promise<Stage> {
  const page = new Page(kindOf);
  const said: ClientMessage[] = [];
  page.transmit = (message) => void said.push(structuredClone(message));
  page.receive({ type: "welcome", token: "t", media: "m", resumed: false });
  const receive: Stage["receive"] = (deltas, rest = {}) =>
    page.receive({ type: "batch", sseq: page.sseq + 1, deltas, ...rest });
  receive([{ op: "put", node: FIRST, parent: 1, after: 0, specs }], { reset: true });
  const shown = render(<App page={page} />);
  await arrived(specs);
  return { page, said, shown, receive };
}

/** Waits for the chunks of the kinds, and for what they draw. */
async function arrived(specs: readonly Spec[]): Promise<void> {
  const names = (list: readonly Spec[]): string[] =>
    list.flatMap((spec) => [spec.kind, ...names(spec.$in ?? [])]);
  const pending = new Set(names(specs));
  for (let tries = 0; pending.size > 0 && tries < 500; tries++) {
    for (const name of pending) if (kindOf(name).peek().module) pending.delete(name);
    await settled();
  }
  await settled();
}

export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
