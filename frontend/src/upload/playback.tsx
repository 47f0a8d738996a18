import { useEffect, useRef, useState } from "preact/hooks";
import { Strokes } from "../glyph";
import { useBlobUrl } from "./blob-url";
import { PAUSE, PLAY } from "./glyphs";
import type { Recording } from "./recorder";
import { clock, Wave } from "./wave";

/** Plays a recording: a button, its wave to move in, and the time. */
export function Playback({ recording }: { recording: Recording }) {
  const url = useBlobUrl(recording.file);
  const sound = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  useFrames(playing, () => setAt(sound.current?.currentTime ?? 0));
  const { seconds, levels } = recording;
  const toggle = () => (playing ? sound.current?.pause() : sound.current?.play().catch(() => {}));
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a recording has none of its own. */}
      <audio
        ref={sound}
        src={url}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
      />
      <button
        type="button"
        class="quiet sound-act"
        data-testid="stAudioInputActionButton"
        aria-label={playing ? "Pause" : "Play"}
        onClick={toggle}
      >
        <Strokes path={playing ? PAUSE : PLAY} />
      </button>
      <div class="sound-wave">
        <Wave levels={levels} played={playing || at > 0 ? at / (seconds || 1) : 1} />
        <input
          type="range"
          aria-label="Position in the recording"
          aria-valuetext={clock(at)}
          min={0}
          max={seconds}
          step={0.01}
          value={at}
          onInput={(event) => {
            const time = Number(event.currentTarget.value);
            if (sound.current) sound.current.currentTime = time;
            setAt(time);
          }}
        />
      </div>
      <span class="sound-time" data-testid="stAudioInputWaveformTimeCode">
        {clock(playing || at > 0 ? at : seconds)}
      </span>
    </>
  );
}

/** Calls once a frame while something goes on. */
function useFrames(going: boolean, call: () => void): void {
  const latest = useRef(call);
  latest.current = call;
  useEffect(() => {
    if (!going) return;
    let frame = requestAnimationFrame(function next() {
      latest.current();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [going]);
}
