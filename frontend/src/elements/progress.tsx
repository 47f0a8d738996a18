import { useId } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import type { Progress } from "../wire.gen";
import "./progress.css";

export default function ProgressElement({ element }: View<Progress>) {
  const id = useId();
  const { value, text } = element;
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div class="stProgress" data-testid="stProgress">
      {text ? (
        <div id={id} class="progress-text">
          <Inline text={text} />
        </div>
      ) : null}
      <div
        class="track"
        role="progressbar"
        aria-valuenow={Math.round(percent)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-labelledby={text ? id : undefined}
        aria-label={text ? undefined : "Progress"}
      >
        <div class="bar" style={{ inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
