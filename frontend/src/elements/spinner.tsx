import { useEffect, useRef, useState } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import type { Spinner, Width } from "../wire.gen";
import "../wheel.css";
import "./spinner.css";

export const width: Width = "content";

const LATE = 150;

/** Comes late, so that what is quick neither flickers nor moves what is below. */
export default function SpinnerElement({ element }: View<Spinner>) {
  const start = useRef(performance.now()).current;
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class="stSpinner" data-testid="stSpinner" role="status">
      <span class="wheel" aria-hidden="true" />
      <span>
        <Inline text={element.text} />
        {element.show_time ? <Elapsed start={start} /> : null}
      </span>
    </div>
  );
}

function Elapsed({ start }: { start: number }) {
  const [seconds, setSeconds] = useState(LATE / 1000);
  useEffect(() => {
    const tick = () => setSeconds((performance.now() - start) / 1000);
    const timer = setInterval(tick, 100);
    return () => clearInterval(timer);
  }, [start]);
  return (
    <span class="elapsed" aria-hidden="true">
      {` (${seconds.toFixed(1)} s)`}
    </span>
  );
}
