import { useRef, useState } from "preact/hooks";
import { Glyph, Strokes } from "../glyph";
import { FileName } from "./file-name";
import { type Entry, type Files, hasFailed, isOnItsWay, type State } from "./files";
import "./list.css";
import { SHEET } from "./glyphs";
import { bytes } from "./words";

const FIRST = 100;

interface Props {
  files: Files;
  disabled: boolean;
  /** Where the focus goes when the last file is gone. */
  home: { current: HTMLElement | null };
}

/** The files that were chosen, each with how far it is. */
export function FileList({ files, disabled, home }: Props) {
  const [more, setMore] = useState(FIRST);
  const list = useRef<HTMLUListElement>(null);
  const entries = files.entries.value;
  if (entries.length === 0) return null;
  const remove = (entry: Entry, place: number) => {
    files.remove(entry);
    // The focus goes to what stands in its place.
    requestAnimationFrame(() => {
      const rows = list.current?.querySelectorAll(".file-act button:last-child") ?? [];
      const next = rows[Math.min(place, rows.length - 1)] ?? home.current;
      (next as HTMLElement | null)?.focus();
    });
  };
  const removeAll = () => {
    files.removeAll();
    home.current?.focus();
  };
  return (
    <div class="files">
      {entries.length > 1 && files.wanted.several ? (
        <div class="files-head">
          <Summary entries={entries} />
          {disabled ? null : (
            <button type="button" class="quiet" onClick={removeAll}>
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
            retry={() => files.retry(entry)}
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

/** How many there are, or how far they are, and how many have failed. */
function Summary({ entries }: { entries: readonly Entry[] }) {
  const good = entries.filter((entry) => !hasFailed(entry));
  const on = good.filter(({ state }) => isOnItsWay(state.value)).length;
  const failed = entries.length - good.length;
  const total = good.reduce((sum, { size }) => sum + size, 0);
  const count = good.length === 1 ? "1 file" : `${good.length} files`;
  return (
    <span class="files-sum">
      {on > 0 ? `${good.length - on} of ${count} uploaded` : `${count}, ${bytes(total)}`}
      {failed > 0 ? <span class="files-failed">{failed} not uploaded</span> : null}
    </span>
  );
}

interface RowProps {
  entry: Entry;
  disabled: boolean;
  remove: () => void;
  retry: () => void;
}

function Row({ entry, disabled, remove, retry }: RowProps) {
  const state = entry.state.value;
  const { name, size } = entry;
  return (
    <li class="file" data-testid="stFileUploaderFile" data-state={state.at}>
      <div class="file-row" data-testid="stFileChip">
        <span class="file-sign">
          {state.at === "failed" ? <Glyph name="error" /> : <Strokes path={SHEET} />}
        </span>
        <div class="file-words">
          <span class="file-name" data-testid="stFileUploaderFileName">
            <FileName name={name} />
          </span>
          <span class="file-note">{note(state, size)}</span>
        </div>
        {disabled ? null : (
          <span class="file-act" data-testid="stFileUploaderDeleteBtn">
            {state.at === "failed" && state.again ? (
              <button
                type="button"
                class="quiet again"
                aria-label={`Try again: ${name}`}
                onClick={({ currentTarget }) => {
                  (currentTarget.nextElementSibling as HTMLElement | null)?.focus(); // this one goes
                  retry();
                }}
              >
                Try again
              </button>
            ) : null}
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
  if (state.at === "waiting") return `${bytes(size)}, waiting`;
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

/** How many failures are read out. */
const SAID = 3;

/** What a screen reader hears of all of them: when one begins, ends or fails, not how it goes on. */
export function FileStatus({ files }: { files: Files }) {
  const entries = files.entries.value;
  const failed = entries.filter(hasFailed);
  const good = entries.filter((entry) => !hasFailed(entry));
  const on = good.filter(({ state }) => isOnItsWay(state.value));
  const words = failed.slice(0, SAID).map((entry) => `${entry.name}: ${whyOf(entry)}`);
  if (failed.length > SAID) words.push(`${failed.length - SAID} more were not uploaded.`);
  if (on.length > 0) words.unshift(`Uploading ${counted(on)}…`);
  else if (good.length > 0) words.unshift(`${counted(good)} uploaded.`);
  return (
    <p class="unseen" role="status">
      {words.join(" ")}
    </p>
  );
}

function counted(entries: readonly Entry[]): string {
  return entries.length === 1 ? (entries[0]?.name ?? "") : `${entries.length} files`;
}

function whyOf({ state: { value } }: Entry): string {
  return value.at === "failed" ? value.why : "";
}
