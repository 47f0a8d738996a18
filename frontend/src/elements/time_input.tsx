import { useId } from "preact/hooks";
import { timeOf } from "../clock";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { usePage } from "../page";
import { TimeField } from "../time-field";
import type { TimeInput } from "../wire.gen";
import "./selectbox.css";

export default function TimeInputElement({ node, element }: View<TimeInput>) {
  const page = usePage();
  const id = useId();
  const { required = false, step = 900, format = "24h", disabled } = element;
  const value = (element.value === undefined ? element.default : element.value) ?? null;
  return (
    <div class="stTimeInput" data-testid="stTimeInput">
      <WidgetLabel element={element} control={id} />
      <TimeField
        {...{ node, id, step, format, disabled, required }}
        time={value === "now" ? nowBy(step) : value}
        clearable={!required && element.default === null}
        send={(time) => page.change(node, time)}
      />
    </div>
  );
}

function nowBy(step: number): string {
  const now = new Date();
  const seconds = (now.getHours() * 60 + now.getMinutes()) * 60 + now.getSeconds();
  return timeOf(seconds, step % 60 !== 0);
}
