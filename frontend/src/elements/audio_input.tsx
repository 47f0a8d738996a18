import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Glyph, Strokes } from "../glyph";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import type { Files } from "../upload/files";
import { MICROPHONE } from "../upload/glyphs";
import { recordingName } from "../upload/name";
import { EntryNote } from "../upload/note";
import { Playback } from "../upload/playback";
import type { Recording } from "../upload/recorder";
import { useFiles } from "../upload/use-files";
import { type Recordings, useRecorder } from "../upload/use-recorder";
import { clock, Wave } from "../upload/wave";
import type { AudioInput } from "../wire.gen";
import "./audio_input.css";

const TYPES = [".wav"];
/** What stands of each recording besides its file. */
const known = new WeakMap<Blob, Recording>();

export default function AudioInputElement({ node, element }: View<AudioInput>) {
  const { size, disabled = false, sample_rate: rate = 16000 } = element;
  const id = useId();
  const files = useFiles(node, element, { types: TYPES, size, several: false });
  const recorder = useRecorder(rate, size, (recording) => {
    known.set(recording.file, recording);
    files.add([[recording.file, recordingName()]]);
  });
  const entry = files.entries.value[0];
  const recording = entry && known.get(entry.file);
  const failed = typeof recorder.phase === "object" ? recorder.phase.failed : null;
  const plays = recorder.phase === "recording" ? undefined : recording;
  const box = useKeptFocus(plays !== undefined);
  return (
    <div class="stAudioInput" data-testid="stAudioInput">
      <WidgetLabel element={element} id={id} />
      <div class="sound" role="group" ref={box} aria-labelledby={id} data-disabled={disabled}>
        {entry && plays ? (
          <Playback key={entry.key} recording={plays} />
        ) : (
          <Record recorder={recorder} disabled={disabled} />
        )}
        {recording && !disabled ? <Clear files={files} /> : null}
      </div>
      {failed ? (
        <p class="upload-note failed" role="alert">
          {failed}
        </p>
      ) : null}
      <EntryNote entry={entry} done="The recording is uploaded." />
    </div>
  );
}

/** Gives the focus to the first button when the one that had it goes with a change of `state`. */
function useKeptFocus(state: unknown) {
  const box = useRef<HTMLDivElement>(null);
  const had = useRef(false);
  had.current = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (had.current) box.current?.querySelector("button")?.focus();
  }, [state]);
  return box;
}

function Record({ recorder, disabled }: { recorder: Recordings; disabled: boolean }) {
  const { phase, levels, seconds } = recorder;
  const on = phase === "recording";
  const waits = phase === "starting" || phase === "ending";
  return (
    <>
      <button
        type="button"
        class={`quiet sound-act${on ? " on" : ""}`}
        data-testid="stAudioInputActionButton"
        aria-label={on ? "Stop recording" : "Record"}
        disabled={disabled}
        aria-disabled={waits || undefined} // it keeps the focus
        onClick={waits ? undefined : on ? recorder.stop : recorder.start}
      >
        {on ? <span class="square" /> : <Strokes path={MICROPHONE} />}
      </button>
      {on ? (
        <Wave levels={levels} />
      ) : (
        <span class="sound-hint" aria-hidden="true">
          {phase === "starting" ? "The microphone starts…" : "Press to record"}
        </span>
      )}
      <span class="sound-time" data-testid="stAudioInputWaveformTimeCode">
        {clock(seconds)}
      </span>
      <span class="unseen" role="status">
        {on ? "Recording" : ""}
      </span>
    </>
  );
}

function Clear({ files }: { files: Files }) {
  return (
    <button
      type="button"
      class="quiet"
      data-testid="stAudioInputClearButton"
      aria-label="Clear recording"
      onClick={() => files.removeAll()}
    >
      <Glyph name="close" />
    </button>
  );
}
