import { useEffect, useState } from "preact/hooks";
import { Inline } from "../inline";
import type { View } from "../kinds";
import type { Spinner, Width } from "../wire.gen";
import "../wheel.css";
import "./spinner.css";

export const width: Width = "content";

/** Shows itself late (see spinner.css), so that what is quick does not flicker. */
export default function SpinnerElement({ element }: View<Spinner>) {
  return (
    <div class="stSpinner" data-testid="stSpinner" role="status">
      <span class="wheel" aria-hidden="true" />
      <span>
        <Inline text={element.text} />
        {element.show_time ? <Elapsed /> : null}
      </span>
    </div>
  );
}

function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const tick = () => setSeconds((performance.now() - start) / 1000);
    const timer = setInterval(tick, 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="elapsed" aria-hidden="true">
      {` (${seconds.toFixed(1)} s)`}
    </span>
  );
}
