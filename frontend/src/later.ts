import { type Signal, signal } from "@preact/signals";

/** A signal of what a module brings; the first look at it starts the download. */
export function later<Result>(load: () => Promise<Result>): () => Result | null {
  let result: Signal<Result | null> | undefined;
  return () => {
    if (!result) {
      const waiting = signal<Result | null>(null);
      result = waiting;
      load().then((loaded) => {
        waiting.value = loaded;
      });
    }
    return result.value;
  };
}
