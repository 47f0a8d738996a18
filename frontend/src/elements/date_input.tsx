import { useId } from "preact/hooks";
import { DayField } from "../day-field";
import { today } from "../days";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { usePage } from "../page";
import type { DateInput } from "../wire.gen";
import "./selectbox.css";

export default function DateInputElement({ node, element }: View<DateInput>) {
  const page = usePage();
  const id = useId();
  const { required = false, range = false, min, max, disabled } = element;
  const days = (element.value ?? element.default).map((day) => (day === "today" ? today() : day));
  return (
    <div class="stDateInput" data-testid="stDateInput">
      <WidgetLabel element={element} control={id} />
      <DayField
        {...{ node, id, days, range, min, max, disabled, required }}
        format={element.format ?? "YYYY/MM/DD"}
        clearable={!required && (range || element.default.length === 0)}
        send={(next) => page.change(node, [...next])}
      />
    </div>
  );
}
