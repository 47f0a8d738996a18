import type { Values } from "./wire";
import type { Interact, Navigate, Rerun, Trigger } from "./wire.gen";

export type Counted = Interact | Navigate | Rerun;

/**
 * What the browser said and the server has not acknowledged yet, in order.
 *
 *     said:  1 2 3 4 5 6
 *            ^^^^^           received: forgotten
 *                  ^^^^^     unreceived: sent again after a reconnect
 */
export class Interactions {
  #said = 0;
  #unreceived: Counted[] = [];

  get said(): number {
    return this.#said;
  }

  interact(values: Values, trigger?: Trigger): Interact {
    const message: Interact = { type: "interact", cseq: ++this.#said, values };
    if (trigger) message.trigger = trigger;
    return this.#keep(message);
  }

  rerun(): Rerun {
    return this.#keep({ type: "rerun", cseq: ++this.#said });
  }

  navigate(path: string, query: string, values: Values): Navigate {
    return this.#keep({ type: "navigate", cseq: ++this.#said, path, query, values });
  }

  received(cseq: number): void {
    const first = this.#unreceived[0];
    if (first && first.cseq <= cseq) {
      this.#unreceived = this.#unreceived.filter((message) => message.cseq > cseq);
    }
  }

  /** What to send again in a session that goes on. */
  unreceived(): readonly Counted[] {
    return this.#unreceived;
  }

  /** Counts anew from 1, for a fresh session that has received nothing yet. */
  renumber(): readonly Counted[] {
    this.#unreceived = this.#unreceived.map((message, index) => ({ ...message, cseq: index + 1 }));
    this.#said = this.#unreceived.length;
    return this.#unreceived;
  }

  #keep<Message extends Counted>(message: Message): Message {
    this.#unreceived.push(message);
    return message;
  }
}
