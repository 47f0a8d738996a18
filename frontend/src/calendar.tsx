import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  bounded,
  type Day,
  dayOf,
  firstDayOf,
  monthNames,
  named,
  partsOf,
  plusDays,
  plusMonths,
  today,
  weekdayOf,
  weeksOf,
} from "./days";
import { Glyph } from "./glyph";
import { showBeside } from "./popover";
import "./calendar.css";

const YEARS = 120;

export interface CalendarProps {
  id: string;
  label: string;
  anchor: HTMLElement;
  /** The day that is chosen; two are the ends of a range, one of which may be missing. */
  days: readonly Day[];
  range: boolean;
  min: Day;
  max: Day;
  /** Whether the keys go to the days from the beginning. */
  focused: boolean;
  pick: (day: Day) => void;
  clear: (() => void) | undefined;
  close: () => void;
}

/** A month in the top layer, to choose days of. */
export function Calendar(props: CalendarProps) {
  const { id, label, anchor, days, min, max, focused, close } = props;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(() => bounded(days.at(-1) ?? today(), min, max));
  const [over, setOver] = useState<Day | null>(null);
  const wantsFocus = useRef(focused);
  useLayoutEffect(() => {
    return box.current ? showBeside(box.current, anchor) : undefined;
  }, [anchor]);
  // Before the next key, which would go nowhere once the day with the focus is gone.
  useLayoutEffect(() => {
    if (focused) wantsFocus.current = true;
  }, [focused]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    box.current?.querySelector<HTMLElement>('[data-day][tabindex="0"]')?.focus();
  }, [at, focused]);
  const go = (day: Day) => setAt(bounded(day, min, max));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    if (!(event.target as HTMLElement).dataset["day"]) return;
    const next = stepped(event, at);
    if (next === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    go(next);
  };
  return (
    <div
      ref={box}
      id={id}
      popover="manual"
      role="dialog"
      class="calendar"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        // Only what opens a list of its own takes the focus from the field.
        if (!(event.target as Element).closest("select")) event.preventDefault();
      }}
    >
      <Head at={at} min={min} max={max} go={go} />
      <Month {...props} at={at} over={over} setOver={setOver} />
      <div class="foot">
        <button
          type="button"
          class="quiet"
          disabled={bounded(today(), min, max) !== today()}
          onClick={() => {
            go(today());
            props.pick(today());
          }}
        >
          Today
        </button>
        {props.clear ? (
          <button type="button" class="quiet" onClick={props.clear}>
            Clear
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Where a key leads to, or null for another key. */
function stepped({ key, shiftKey, currentTarget }: KeyboardEvent, at: Day): Day | null {
  const rtl = getComputedStyle(currentTarget as Element).direction === "rtl";
  const firstDay = firstDayOf(navigator.language);
  const intoWeek = (weekdayOf(at) - firstDay + 7) % 7;
  const steps: Readonly<Record<string, () => Day>> = {
    ArrowLeft: () => plusDays(at, rtl ? 1 : -1),
    ArrowRight: () => plusDays(at, rtl ? -1 : 1),
    ArrowUp: () => plusDays(at, -7),
    ArrowDown: () => plusDays(at, 7),
    Home: () => plusDays(at, -intoWeek),
    End: () => plusDays(at, 6 - intoWeek),
    PageUp: () => plusMonths(at, shiftKey ? -12 : -1),
    PageDown: () => plusMonths(at, shiftKey ? 12 : 1),
  };
  return steps[key]?.() ?? null;
}

interface HeadProps {
  at: Day;
  min: Day;
  max: Day;
  go: (day: Day) => void;
}

/** The month and the year, each to step through and to choose. */
function Head({ at, min, max, go }: HeadProps) {
  const { year, month } = partsOf(at);
  const first = Math.max(partsOf(min).year, year - YEARS);
  const last = Math.min(partsOf(max).year, year + YEARS);
  const names = monthNames(navigator.language);
  const isBeyond = (count: number) =>
    bounded(plusMonths(at, count), min, max).slice(0, 7) === at.slice(0, 7);
  return (
    <div class="head">
      <Turn label="Previous month" disabled={isBeyond(-1)} act={() => go(plusMonths(at, -1))} />
      <select
        aria-label="Month"
        value={month}
        onChange={(event) => go(plusMonths(at, Number(event.currentTarget.value) - month))}
      >
        {names.map((name, index) => {
          const [from, to] = [dayOf(year, index + 1, 1) ?? at, dayOf(year, index + 1, 28) ?? at];
          const outside = to.slice(0, 7) < min.slice(0, 7) || from > max;
          return (
            <option key={name} value={index + 1} disabled={outside}>
              {name}
            </option>
          );
        })}
      </select>
      <select
        aria-label="Year"
        value={year}
        onChange={(event) => go(plusMonths(at, 12 * (Number(event.currentTarget.value) - year)))}
      >
        {Array.from({ length: last - first + 1 }, (_, index) => (
          <option key={first + index} value={first + index}>
            {first + index}
          </option>
        ))}
      </select>
      <Turn label="Next month" disabled={isBeyond(1)} act={() => go(plusMonths(at, 1))} />
    </div>
  );
}

function Turn({ label, disabled, act }: { label: string; disabled: boolean; act: () => void }) {
  return (
    <button type="button" class="quiet turn" aria-label={label} disabled={disabled} onClick={act}>
      <Glyph name="chevron" />
    </button>
  );
}

interface MonthProps extends CalendarProps {
  at: Day;
  over: Day | null;
  setOver: (day: Day | null) => void;
}

function Month(props: MonthProps) {
  const { at, days, range, over, setOver } = props;
  const locale = navigator.language;
  const weeks = weeksOf(at, firstDayOf(locale));
  // While the second end is looked for, the range goes as far as the pointer.
  const ends = range && days.length === 1 && over ? [...days, over].sort() : days;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that keys move in is a grid.
    <table role="grid" aria-label={named(at, { month: "long", year: "numeric" }, locale)}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={named(day, { weekday: "long" }, locale)}>
              {named(day, { weekday: "short" }, locale).slice(0, 3)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onPointerLeave={() => setOver(null)}>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell key={day} {...props} day={day} ends={ends} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ day, at, ends, days, range, min, max, pick, setOver }: MonthProps & CellProps) {
  const chosen = days.includes(day);
  const [first = "", last = ""] = ends;
  const inside = range && ends.length === 2 && first <= day && day <= last;
  const names = [
    day.slice(0, 7) === at.slice(0, 7) ? "" : "other",
    chosen || (inside && ends.includes(day)) ? "chosen" : "",
    inside && first !== last ? "inside" : "",
    inside && day === first ? "first" : "",
    inside && day === last ? "last" : "",
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid has such cells.
    <td role="gridcell" class={names.filter(Boolean).join(" ")} aria-selected={chosen || inside}>
      <button
        type="button"
        data-day={day}
        tabIndex={day === at ? 0 : -1}
        disabled={day < min || day > max}
        aria-label={named(day, SPOKEN, navigator.language)}
        aria-current={day === today() ? "date" : undefined}
        onPointerEnter={() => setOver(day)}
        onFocus={() => setOver(day)}
        onClick={() => pick(day)}
      >
        {partsOf(day).date}
      </button>
    </td>
  );
}

interface CellProps {
  day: Day;
  ends: readonly Day[];
}

const SPOKEN = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
