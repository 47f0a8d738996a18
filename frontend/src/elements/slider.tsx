import { formatMoment } from "../format/moment";
import { float, formatNumber } from "../format/number";
import type { View } from "../kinds";
import { usePage } from "../page";
import { Scale } from "../scale";
import { Track } from "../track";
import { fromNumber, type Numeric, toNumber } from "../wire";
import type { Slider } from "../wire.gen";

const MOMENTS: Readonly<Record<string, string>> = {
  date: "YYYY-MM-DD",
  time: "HH:mm",
  datetime: "YYYY-MM-DD HH:mm",
};

export default function SliderElement({ node, element }: View<Slider>) {
  const page = usePage();
  return (
    <Track
      element={element}
      testid="stSlider"
      scale={new Scale(toNumber(element.min), toNumber(element.max), toNumber(element.step))}
      standing={(element.value ?? element.default).map(toNumber)}
      shown={(value) => shown(element, value)}
      send={(values) => page.change(node, values.map(fromNumber))}
    />
  );
}

const DECIMALS = 2; // at least: what is moved keeps its width

function shown({ type = "int", format, step }: Slider, value: Numeric): string {
  const moment = MOMENTS[type];
  if (type === "float" && !format) return float(value, toNumber(step), DECIMALS);
  return moment ? formatMoment(value, format || moment) : formatNumber(value, format);
}
