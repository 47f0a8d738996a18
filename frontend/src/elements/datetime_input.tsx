import { useId } from "preact/hooks";
import { timeOf } from "../clock";
import { DayField } from "../day-field";
import { bounded, today } from "../days";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { usePage } from "../page";
import { TimeField } from "../time-field";
import type { DatetimeInput } from "../wire.gen";
import "./selectbox.css";
import "./datetime_input.css";

const MIDNIGHT = "00:00";

export default function DatetimeInputElement({ node, element }: View<DatetimeInput>) {
  const page = usePage();
  const id = useId();
  const { required = false, step = 900, disabled } = element;
  const resolved = (moment: string | null | undefined) => (moment === "now" ? now() : moment);
  const [min, max] = [resolved(element.min), resolved(element.max)];
  const value = resolved(element.value === undefined ? element.default : element.value) ?? null;
  const [day, time] = value?.split("T") ?? [];
  const clearable = !required && element.default === null;
  const isPossible = (at: string) => {
    const moment = `${day ?? today()}T${at}`;
    return (!min || moment >= min) && (!max || moment <= max);
  };
  const send = (toDay: string, toTime: string) => {
    page.change(node, bounded(`${toDay}T${toTime}`, min ?? "", max ?? "~"));
  };
  return (
    <div class="stDateTimeInput" data-testid="stDateTimeInput">
      <WidgetLabel element={element} id={`${id}-label`} />
      <fieldset class="moment" aria-labelledby={`${id}-label`}>
        <DayField
          {...{ node, id, disabled, required, clearable }}
          label="Day"
          days={day === undefined ? [] : [day]}
          range={false}
          min={min?.slice(0, 10)}
          max={max?.slice(0, 10)}
          format={element.format ?? "YYYY/MM/DD"}
          send={([next]) => {
            if (next === undefined) page.change(node, null);
            else send(next, time ?? MIDNIGHT);
          }}
        />
        <TimeField
          {...{ node, step, disabled, required, clearable, isPossible }}
          id={`${id}-time`}
          label="Time"
          time={time ?? null}
          format="24h"
          button={false}
          send={(next) => {
            if (next === null) page.change(node, null);
            else send(day ?? today(), next);
          }}
        />
      </fieldset>
    </div>
  );
}

function now(): string {
  const at = new Date();
  return `${today(at)}T${timeOf((at.getHours() * 60 + at.getMinutes()) * 60, false)}`;
}
