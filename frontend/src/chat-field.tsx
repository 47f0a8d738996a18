import type { ComponentChildren, HTMLAttributes } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { useFollow } from "./follow";
import { Glyph } from "./glyph";
import type { View } from "./kinds";
import { usePage } from "./page";
import type { Value } from "./wire";
import type { ChatInput } from "./wire.gen";
import "./chat-field.css";

/** Texts that were typed and not sent, by widget: they outlive the field that is drawn anew. */
const unsent = new Map<string, string>();
/** What scripts have typed last, by widget: each turn counts once. */
const turns = new Map<string, string>();

/** What stands in the field besides its text: files and a recording. */
export interface Attached {
  /** Whether there is something to send without a text, now or once it has arrived. */
  ready: boolean;
  /** Whether nothing can be sent, since it is being recorded. */
  closed: boolean;
  /** Whether something is on its way to the server, which a message has to wait for. */
  busy: boolean;
  /** How many files cannot go along. */
  failures: number;
  message: (text: string) => Value;
  sent: () => void;
  above: ComponentChildren;
  before: ComponentChildren;
  after: ComponentChildren;
  /** What is shown in the place of the text. */
  instead: ComponentChildren;
  field: HTMLAttributes<HTMLDivElement>;
  over: boolean;
  /** Whether files are dragged over the page, which could be dropped here. */
  near: boolean;
}

type Props = View<ChatInput> & { attached?: Attached | undefined };

/** Where a message is typed, with the button that sends it. */
export function ChatField({ node, element, attached }: Props) {
  const page = usePage();
  const { height = "content", disabled = false, max_chars: most } = element;
  const [text, setText] = useText(node.id ?? "", element);
  const toEnd = useFollow(element.pinned === true);
  const [busy, answerComes] = useBusy(element);
  const off = disabled || (busy && element.submit_mode === "disable");
  const full = text.trim() !== "" || attached?.ready === true;
  const held = off || busy || !full || attached?.closed;
  const queue = useQueue(attached, off || busy, () => send());
  const send = () => {
    if (held) return;
    if (attached?.busy) return queue.wait();
    if (!page.press(node, attached ? attached.message(text) : text)) return;
    attached?.sent();
    queue.sent();
    setText("");
    answerComes();
    toEnd();
  };
  return (
    <div class="stChatInput" data-testid="stChatInput" data-height={height}>
      <div
        {...attached?.field}
        class={`chat-field${off ? " off" : ""}${attached?.over ? " over" : attached?.near ? " near" : ""}`}
        style={typeof height === "number" ? { minBlockSize: `${height}px` } : undefined}
      >
        {attached?.above}
        {attached?.before}
        {attached?.instead}
        <label class="chat-text" data-text={text} hidden={!!attached?.instead}>
          <textarea
            data-testid="stChatInputTextArea"
            rows={1}
            value={text}
            aria-label={element.placeholder || "Message"}
            placeholder={element.placeholder}
            maxLength={most ?? undefined}
            disabled={disabled}
            readOnly={off || queue.waits}
            aria-disabled={off || undefined}
            enterkeyhint="send"
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") queue.leave();
              if (!sends(event)) return;
              event.preventDefault();
              send();
            }}
          />
        </label>
        {most ? <Count count={text.length} most={most} /> : null}
        {attached?.after}
        {queue.waits ? (
          <button
            type="button"
            class="chat-send"
            data-testid="stChatInputWaitButton"
            aria-label="Do not send yet"
            onClick={queue.leave}
          >
            <span class="square" />
          </button>
        ) : busy && element.submit_mode === "stop" ? (
          <button
            type="button"
            class="chat-send"
            data-testid="stChatInputStopButton"
            aria-label="Stop"
            onClick={() => page.stop()}
          >
            <span class="square" />
          </button>
        ) : (
          <button
            type="button"
            class="chat-send"
            data-testid="stChatInputSubmitButton"
            aria-label="Send message"
            disabled={off || !full || attached?.closed}
            onClick={send}
          >
            <Glyph name="up" />
          </button>
        )}
        {attached ? (
          <p class={queue.note ? "chat-note" : "unseen"} role="status">
            {queue.note}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function useText(id: string, { text: typed = "", turn = "" }: ChatInput) {
  const [text, setText] = useState(unsent.get(id) ?? "");
  const type = (next: string) => {
    if (next) unsent.set(id, next);
    else unsent.delete(id);
    setText(next);
  };
  useLayoutEffect(() => {
    if (turn === "" || turns.get(id) === turn) return;
    turns.set(id, turn);
    type(typed);
  }, [turn]);
  return [text, type] as const;
}

const WAITS = "It is sent as soon as its files have arrived.";
const FAILED = "It was not sent, since a file is missing.";

/** Has a message wait for files that are on their way; one that fails leaves it to the user. */
function useQueue(attached: Attached | undefined, blocked: boolean, send: () => void) {
  const [since, setSince] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const { busy = false, failures = 0 } = attached ?? {};
  const arrived = since !== null && !busy && !blocked;
  useEffect(() => {
    if (!arrived) return;
    setSince(null);
    if (failures > since) setFailed(true);
    else send();
  }, [arrived]);
  useEffect(() => {
    if (failures === 0) setFailed(false);
  }, [failures]);
  return {
    waits: since !== null,
    note: since !== null ? WAITS : failed ? FAILED : "",
    wait: () => setSince(failures),
    leave: () => setSince(null),
    sent: () => setFailed(false),
  };
}

/** Whether the run that a message has started goes on, where that matters to the author. */
function useBusy({ submit_mode: mode = "submit" }: ChatInput) {
  const running = usePage().state.value === "running";
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!running) setAsked(false);
  }, [running]);
  return [asked && running && mode !== "submit", () => setAsked(true)] as const;
}

/** Enter sends, unless it makes a line or chooses among what an input method offers. */
function sends(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

function Count({ count, most }: { count: number; most: number }) {
  if (count < most * 0.8) return null;
  return (
    <span class="chat-count">
      {count}/{most}
    </span>
  );
}
