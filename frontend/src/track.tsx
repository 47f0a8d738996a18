import { useId, useRef, useState } from "preact/hooks";
import { type Labelled, WidgetLabel } from "./label";
import type { Scale } from "./scale";
import type { Numeric } from "./wire";
import "./track.css";

const CLOSE = 0.16;

interface Props {
  element: Labelled;
  testid: string;
  scale: Scale;
  standing: readonly Numeric[];
  shown: (value: Numeric) => string;
  send: (values: readonly Numeric[]) => void;
}

/** A line with one or two thumbs, the values above them, and the ends below. */
export function Track({ element, testid, scale, standing, shown, send }: Props) {
  const id = useId();
  // While a thumb is held, its value is nobody else's.
  const [held, setHeld] = useState<readonly Numeric[] | null>(null);
  const values = held ?? standing;
  const hold = (thumb: number, index: number) => {
    const next = [...(latest.current ?? standing)];
    next[thumb] = bounded(scale.at(index), next, thumb);
    latest.current = next;
    setHeld(next);
  };
  const latest = useRef<readonly Numeric[] | null>(null);
  const commit = () => {
    const chosen = latest.current;
    latest.current = null;
    setHeld(null);
    if (chosen && !sameValues(chosen, standing)) send(chosen);
  };
  const { disabled = false } = element;
  return (
    <div class={testid === "stSlider" ? testid : `${testid} stSlider`} data-testid={testid}>
      <WidgetLabel element={element} id={id} />
      <Bubbles shown={shown} scale={scale} values={values} />
      <Rail {...{ scale, values, disabled, hold, commit }}>
        {values.map((value, thumb) => (
          <input
            key={thumb}
            type="range"
            min={0}
            max={scale.count}
            step={1}
            value={scale.indexOf(value)}
            disabled={disabled || scale.count === 0}
            aria-labelledby={id}
            aria-valuetext={shown(value)}
            onInput={(event) => hold(thumb, Number(event.currentTarget.value))}
            onChange={commit}
          />
        ))}
      </Rail>
      <div class="ends" aria-hidden="true" data-testid="stSliderTickBar">
        <span>{shown(scale.min)}</span>
        <span>{shown(scale.max)}</span>
      </div>
    </div>
  );
}

interface RailProps {
  scale: Scale;
  values: readonly Numeric[];
  disabled: boolean;
  hold: (thumb: number, index: number) => void;
  commit: () => void;
  children: preact.ComponentChildren;
}

/** The line. With two thumbs it takes the pointer itself, for the thumb that is nearer. */
function Rail({ scale, values, disabled, hold, commit, children }: RailProps) {
  const dragged = useRef<number | null>(null);
  const [start, end] = values.length > 1 ? values : [scale.min, values[0] ?? scale.min];
  const two = values.length > 1 && !disabled;
  const style = {
    "--start": values.length > 1 ? scale.fraction(start ?? scale.min) : 0,
    "--end": scale.fraction(end ?? scale.min),
  };
  return (
    <div
      class={`rail${values.length > 1 ? " two" : ""}`}
      style={style}
      onPointerDown={(event) => {
        if (!two || event.button !== 0) return;
        const index = indexAt(event, scale);
        const thumb = nearest(values, scale, index);
        dragged.current = thumb;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.querySelectorAll("input")[thumb]?.focus();
        event.preventDefault();
        hold(thumb, index);
      }}
      onPointerMove={(event) => {
        if (dragged.current !== null) hold(dragged.current, indexAt(event, scale));
      }}
      onPointerUp={() => {
        if (dragged.current !== null) commit();
        dragged.current = null;
      }}
      onPointerCancel={() => {
        if (dragged.current !== null) commit();
        dragged.current = null;
      }}
    >
      {children}
    </div>
  );
}

const THUMB = 20;

function indexAt(event: preact.TargetedPointerEvent<HTMLDivElement>, scale: Scale): number {
  const box = event.currentTarget.getBoundingClientRect();
  const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
  const from = rtl ? box.right - event.clientX : event.clientX - box.left;
  const fraction = (from - THUMB / 2) / (box.width - THUMB);
  return Math.round(Math.min(1, Math.max(0, fraction)) * scale.count);
}

function nearest(values: readonly Numeric[], scale: Scale, index: number): number {
  const [low = 0, high = 0] = values.map((value) => scale.indexOf(value));
  if (low === high) return index < low ? 0 : 1;
  return Math.abs(index - low) <= Math.abs(index - high) ? 0 : 1;
}

interface BubblesProps {
  shown: (value: Numeric) => string;
  scale: Scale;
  values: readonly Numeric[];
}

/** The values above their thumbs; two that would touch become one. */
function Bubbles({ shown, scale, values }: BubblesProps) {
  const places = values.map((value) => ({
    at: scale.fraction(value),
    text: shown(value),
  }));
  const [first, second] = places;
  const merged =
    first && second && second.at - first.at < CLOSE
      ? [
          {
            at: (first.at + second.at) / 2,
            text: first.text === second.text ? first.text : `${first.text} – ${second.text}`,
          },
        ]
      : places;
  return (
    <div class="bubbles" aria-hidden="true">
      {merged.map(({ at, text }, index) => (
        <span key={index} data-testid="stSliderThumbValue" style={{ "--at": at }}>
          {text}
        </span>
      ))}
    </div>
  );
}

function bounded(value: Numeric, values: readonly Numeric[], thumb: number): Numeric {
  const [low, high] = values;
  if (values.length < 2 || low === undefined || high === undefined) return value;
  if (thumb === 0) return value > high ? high : value;
  return value < low ? low : value;
}

function sameValues(one: readonly Numeric[], other: readonly Numeric[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
