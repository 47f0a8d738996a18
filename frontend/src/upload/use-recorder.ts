import { useEffect, useRef, useState } from "preact/hooks";
import { why } from "./devices";
import { Recorder, type Recording } from "./recorder";

export type Phase = "ready" | "starting" | "recording" | "ending" | { failed: string };

export interface Recordings {
  phase: Phase;
  levels: readonly number[];
  seconds: number;
  start: () => void;
  stop: () => void;
  cancel: () => void;
}

/** Records when asked to, and hands over what was recorded. */
export function useRecorder(
  rate: number | null,
  most: number,
  done: (recording: Recording) => void,
): Recordings {
  const [phase, setPhase] = useState<Phase>("ready");
  const [, draw] = useState(0);
  const recorder = useRef<Recorder | null>(null);
  const latest = useRef(done);
  latest.current = done;
  // A start that is not over when the element goes ends as soon as it is.
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
      recorder.current?.cancel();
    },
    [],
  );
  const fail = (error: unknown) => {
    recorder.current?.cancel();
    recorder.current = null;
    if (here.current) setPhase({ failed: why(error, "microphone") });
  };
  const stop = async () => {
    const going = recorder.current;
    if (!going) return;
    recorder.current = null;
    setPhase("ending");
    try {
      const recording = await going.stop();
      setPhase("ready");
      latest.current(recording);
    } catch (error) {
      fail(error);
    }
  };
  const start = async () => {
    setPhase("starting");
    try {
      const begun = await Recorder.start(rate, most);
      if (!here.current) return begun.cancel();
      recorder.current = begun;
      begun.heard = () => draw((count) => count + 1);
      begun.full = stop;
      begun.lost = stop; // what was heard until then is kept
      setPhase("recording");
    } catch (error) {
      fail(error);
    }
  };
  return {
    phase,
    levels: recorder.current?.levels ?? [],
    seconds: recorder.current?.seconds ?? 0,
    start,
    stop,
    cancel: () => {
      recorder.current?.cancel();
      recorder.current = null;
      setPhase("ready");
    },
  };
}
