import { useRef, useState } from "preact/hooks";
import { Glyph, Strokes } from "../glyph";
import { type Entry, type Files, isOnItsWay, type State } from "./files";
import "./list.css";
import { SHEET } from "./glyphs";
import { bytes } from "./words";

const FIRST = 100;

/** The files that were chosen, each with how far it is. */
export function FileList({ files, disabled }: { files: Files; disabled: boolean }) {
  const [more, setMore] = useState(FIRST);
  const list = useRef<HTMLUListElement>(null);
  const entries = files.entries.value;
  if (entries.length === 0) return null;
  const remove = (entry: Entry, place: number) => {
    files.remove(entry);
    // The focus goes to what stands in its place.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll("button") ?? [];
      const next = buttons[Math.min(place, buttons.length - 1)] as HTMLElement | undefined;
      next?.focus();
    });
  };
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return (
    <div class="files">
      {entries.length > 1 ? (
        <div class="files-head">
          <span>
            {entries.length} files, {bytes(total)}
          </span>
          {disabled ? null : (
            <button type="button" class="quiet" onClick={() => files.removeAll()}>
              Remove all
            </button>
          )}
        </div>
      ) : null}
      <ul class="files-list" data-testid="stFileChips" ref={list} aria-label="Chosen files">
        {entries.slice(0, more).map((entry, place) => (
          <Row
            key={entry.key}
            entry={entry}
            disabled={disabled}
            remove={() => remove(entry, place)}
          />
        ))}
      </ul>
      {entries.length > more ? (
        <button type="button" class="quiet more" onClick={() => setMore(more + 5 * FIRST)}>
          Show {Math.min(5 * FIRST, entries.length - more)} more
        </button>
      ) : null}
    </div>
  );
}

interface RowProps {
  entry: Entry;
  disabled: boolean;
  remove: () => void;
}

function Row({ entry, disabled, remove }: RowProps) {
  const state = entry.state.value;
  const { name, size } = entry;
  return (
    <li class="file" data-testid="stFileUploaderFile" data-state={state.at}>
      <div class="file-row" data-testid="stFileChip">
        <span class="file-sign">
          {state.at === "failed" ? <Glyph name="error" /> : <Strokes path={SHEET} />}
        </span>
        <div class="file-words">
          <span class="file-name" data-testid="stFileUploaderFileName" title={name}>
            <span data-testid="stFileChipName">{name}</span>
          </span>
          <span class="file-note">{note(state, size)}</span>
        </div>
        {disabled ? null : (
          <span class="file-act" data-testid="stFileUploaderDeleteBtn">
            <button
              type="button"
              class="quiet"
              data-testid="stFileChipDeleteBtn"
              aria-label={`${isOnItsWay(state) ? "Cancel" : "Remove"} ${name}`}
              onClick={(event) => {
                event.stopPropagation();
                remove();
              }}
            >
              <Glyph name="close" />
            </button>
          </span>
        )}
      </div>
      {isOnItsWay(state) ? <Bar name={name} state={state} size={size} /> : null}
    </li>
  );
}

function note(state: State, size: number): string {
  if (state.at === "failed") return state.why;
  if (state.at === "waiting") return `${bytes(size)}, waits`;
  if (state.at === "done") return bytes(size);
  if (state.lost) return "The connection is lost. It goes on by itself.";
  return `${bytes(state.sent)} of ${bytes(size)}`;
}

function Bar({ name, state, size }: { name: string; state: State; size: number }) {
  const part = state.at === "sending" && size > 0 ? state.sent / size : 0;
  return (
    <div
      class="file-bar"
      role="progressbar"
      aria-label={`Upload of ${name}`}
      aria-valuenow={Math.round(part * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ inlineSize: `${part * 100}%` }} />
    </div>
  );
}

/** What a screen reader hears of all of them: when one begins, ends or fails, not how it goes on. */
export function FileStatus({ files }: { files: Files }) {
  const states = files.entries.value.map(({ state, name }) => [state.value, name] as const);
  const on = states.filter(([state]) => isOnItsWay(state)).length;
  const failed = states.filter(([state]) => state.at === "failed");
  const words = [
    on > 0 ? `${on} of ${states.length} files ${on === 1 ? "is" : "are"} being uploaded.` : "",
    on === 0 && states.length > failed.length
      ? `${states.length - failed.length} of ${states.length} files uploaded.`
      : "",
    ...failed.map(([state, name]) => `${name}: ${state.at === "failed" ? state.why : ""}`),
  ];
  return (
    <p class="unseen" role="status">
      {words.filter(Boolean).join(" ")}
    </p>
  );
}
