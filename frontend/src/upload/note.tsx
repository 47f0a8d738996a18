import { useEffect, useState } from "preact/hooks";
import { type Entry, isOnItsWay, type State } from "./files";
import { bytes } from "./words";
import "./note.css";

const LATE = 400;

/** What is said of the one file of a widget: how far it is, or why it failed. */
export function EntryNote({ entry, done }: { entry: Entry | undefined; done: string }) {
  const state = entry?.state.value;
  const failed = state?.at === "failed";
  const late = useLate(state !== undefined && isOnItsWay(state));
  return (
    <div class={`upload-note${failed ? " failed" : ""}`}>
      {/* Seen only while it matters; heard in any case. */}
      <p role="status" class={failed || late ? undefined : "unseen"}>
        {state ? words(state, entry?.size ?? 0, done) : ""}
      </p>
    </div>
  );
}

/** Whether something goes on for long enough to be worth a line, which moves what is below. */
function useLate(going: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(going), going ? LATE : 0);
    return () => clearTimeout(timer);
  }, [going]);
  return going && late;
}

function words(state: State, size: number, done: string): string {
  if (state.at === "failed") return state.why;
  if (state.at === "done") return done;
  if (state.at === "sending" && state.lost) return "The connection is lost. It goes on by itself.";
  return isOnItsWay(state) ? `Uploading ${bytes(size)}…` : "";
}
