import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { Help } from "../tooltip";
import { toNumber } from "../wire";
import type { Metric } from "../wire.gen";
import "./metric.css";

const TONES: Readonly<Record<string, string>> = { good: "green", bad: "red", neutral: "gray" };

export default function MetricElement({ element }: View<Metric>) {
  const { label, value, delta, help, icon, label_visibility: visibility = "visible" } = element;
  const tone = element.tone ?? "neutral";
  return (
    <div
      class={`stMetric${element.border ? " bordered" : ""}`}
      data-testid="stMetric"
      data-colour={TONES[tone] ?? tone}
      data-height={element.height}
      style={typeof element.height === "number" ? { blockSize: `${element.height}px` } : undefined}
    >
      <div class={`stMetricLabel ${visibility}`} data-testid="stMetricLabel">
        {icon ? <Icon name={icon} /> : null}
        <span>
          <Inline text={label} />
        </span>
        {help ? <Help text={help} /> : null}
      </div>
      <div class="stMetricValue" data-testid="stMetricValue">
        <Inline text={value} />
      </div>
      {delta ? <Delta element={element} delta={delta} /> : null}
      {element.chart ? <Sparkline element={element} values={element.chart} /> : null}
    </div>
  );
}

function Delta({ element, delta }: { element: Metric; delta: string }) {
  const { direction = "none", delta_description: description } = element;
  return (
    <div class="delta-line">
      <span class="stMetricDelta" data-testid="stMetricDelta">
        {direction === "none" ? null : <Glyph name={direction} />}
        <Inline text={delta} />
      </span>
      {description ? <small>{description}</small> : null}
    </div>
  );
}

const WIDTH = 100;
const HEIGHT = 30;

function Sparkline({ element, values }: { element: Metric; values: readonly (number | string)[] }) {
  const points = places(values.map((value) => Number(toNumber(value))));
  const { chart_type: type = "line" } = element;
  if (points.length === 0) return null;
  return (
    <svg
      class={`sparkline ${type}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${values.length} values of ${element.label}`}
    >
      {type === "bar" ? <Bars points={points} /> : <Line points={points} area={type === "area"} />}
    </svg>
  );
}

type Point = readonly [x: number, y: number];

function places(values: readonly number[]): Point[] {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low || 1;
  const step = WIDTH / Math.max(1, values.length - 1);
  return values
    .map(
      (value, index): Point => [index * step, HEIGHT - 2 - ((value - low) / range) * (HEIGHT - 4)],
    )
    .filter(([, y]) => Number.isFinite(y));
}

function Line({ points, area }: { points: readonly Point[]; area: boolean }) {
  const line = points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  return (
    <>
      {area ? <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} /> : null}
      <polyline points={line} vector-effect="non-scaling-stroke" />
    </>
  );
}

function Bars({ points }: { points: readonly Point[] }) {
  const slot = WIDTH / points.length;
  return (
    <>
      {points.map(([x, y], index) => (
        <rect key={x} x={index * slot + slot * 0.15} y={y} width={slot * 0.7} height={HEIGHT - y} />
      ))}
    </>
  );
}
