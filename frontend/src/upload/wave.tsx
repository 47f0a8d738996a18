import "./wave.css";

const BARS = 80;

interface Props {
  levels: readonly number[];
  /** The part that was played, from 0 to 1; absent while it is recorded: then the end is shown. */
  played?: number;
}

/** How loud a sound is, as bars. */
export function Wave({ levels, played }: Props) {
  const bars = played === undefined ? lastOf(levels) : wholeOf(levels);
  return (
    <div class="wave" data-testid="stAudioInputWaveSurfer" aria-hidden="true">
      {bars.map((level, place) => (
        <i
          key={place}
          class={played !== undefined && place / BARS >= played ? "ahead" : undefined}
          style={{ blockSize: `${Math.max(6, level * 100)}%` }}
        />
      ))}
    </div>
  );
}

function lastOf(levels: readonly number[]): number[] {
  const last = levels.slice(-BARS);
  return [...Array(BARS - last.length).fill(0), ...last];
}

function wholeOf(levels: readonly number[]): number[] {
  return Array.from({ length: BARS }, (_, bar) => {
    const start = Math.floor((bar * levels.length) / BARS);
    const end = Math.max(start + 1, Math.floor(((bar + 1) * levels.length) / BARS));
    return Math.max(0, ...levels.slice(start, end));
  });
}

/** "1:05" */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds + 0.001);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
