import { useRef, useState } from "preact/hooks";
import { Glyph, Strokes } from "../glyph";
import { useBlobUrl } from "./blob-url";
import "./chips.css";
import { FileName } from "./file-name";
import { type Entry, type Files, isOnItsWay } from "./files";
import { MICROPHONE, SHEET } from "./glyphs";
import { bytes } from "./words";

/** What will go along with a message. */
export function Chips({ lists }: { lists: readonly Files[] }) {
  const all = lists.flatMap((files) => files.entries.value.map((entry) => [files, entry] as const));
  const list = useRef<HTMLUListElement>(null);
  if (all.length === 0) return null;
  const remove = (files: Files, entry: Entry, place: number) => {
    const field = list.current?.closest(".chat-field");
    files.remove(entry);
    // The focus goes to what stands in its place, at last to the text.
    requestAnimationFrame(() => {
      const left = field?.querySelectorAll<HTMLElement>(".chip > button:last-of-type") ?? [];
      const next = left[Math.min(place, left.length - 1)];
      (next ?? field?.querySelector("textarea"))?.focus();
    });
  };
  return (
    <ul class="chips" data-testid="stFileChips" aria-label="Attached" ref={list}>
      {all.map(([files, entry], place) => (
        <Chip
          key={entry.key}
          entry={entry}
          remove={() => remove(files, entry, place)}
          retry={() => files.retry(entry)}
        />
      ))}
    </ul>
  );
}

interface ChipProps {
  entry: Entry;
  remove: () => void;
  retry: () => void;
}

function Chip({ entry, remove, retry }: ChipProps) {
  const state = entry.state.value;
  const { name, size, file } = entry;
  const lost = state.at === "sending" && state.lost;
  const part = state.at === "sending" && size > 0 ? state.sent / size : 0;
  return (
    <li class="chip" data-testid="stFileChip" data-state={state.at}>
      {state.at === "failed" ? (
        <span class="chip-sign">
          <Glyph name="error" />
        </span>
      ) : (
        <Sign file={file} />
      )}
      <span class="chip-words">
        <span class="chip-name">
          <FileName name={name} />
        </span>
        <span class="chip-note">
          {state.at === "failed" ? state.why : lost ? "The connection is lost…" : bytes(size)}
        </span>
      </span>
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
        onClick={remove}
      >
        <Glyph name="close" />
      </button>
      {isOnItsWay(state) ? (
        <span class="chip-bar" style={{ inlineSize: `${part * 100}%` }} aria-hidden="true" />
      ) : null}
    </li>
  );
}

const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;

/** A small picture of a picture, and a sign for anything else. */
function Sign({ file }: { file: Blob }) {
  const url = useBlobUrl(SHOWN.test(file.type) ? file : null);
  const [broken, setBroken] = useState(false);
  if (url && !broken) {
    return <img class="chip-sign" src={url} alt="" onError={() => setBroken(true)} />;
  }
  return (
    <span class="chip-sign">
      <Strokes path={file.type.startsWith("audio/") ? MICROPHONE : SHEET} />
    </span>
  );
}
