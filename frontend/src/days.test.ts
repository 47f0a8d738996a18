import { describe, expect, test } from "vitest";
import { countOf, timeOf, typedTime, writtenTime } from "./clock";
import {
  dayOf,
  firstDayOf,
  plusDays,
  plusMonths,
  today,
  typedDay,
  typedDays,
  weekdayOf,
  weeksOf,
  writtenDay,
  writtenDays,
} from "./days";

const NOW = "2026-11-23";

describe("days", () => {
  test("are those of the calendar", () => {
    expect(dayOf(2024, 2, 29)).toBe("2024-02-29");
    expect(dayOf(2026, 2, 29)).toBeNull();
    expect(dayOf(2026, 13, 1)).toBeNull();
    expect(dayOf(0, 1, 1)).toBeNull();
    expect(dayOf(33, 1, 1)).toBe("0033-01-01");
    expect(today(new Date(2026, 0, 31, 23, 59))).toBe("2026-01-31");
  });

  test("go on over the ends of months and years", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(plusMonths("2024-02-29", -12)).toBe("2023-02-28");
    expect(plusMonths("2026-11-15", 2)).toBe("2027-01-15");
    expect(weekdayOf("2026-11-22")).toBe(7);
  });

  test("stand in weeks that begin as the reader is used to", () => {
    expect(weeksOf(NOW, 1)[0]?.[0]).toBe("2026-10-26");
    expect(weeksOf(NOW, 7)[0]?.[0]).toBe("2026-11-01");
    expect(firstDayOf("en-US")).toBe(7);
    expect(firstDayOf("de")).toBe(1);
  });

  test.each([
    ["2026/01/31", "YYYY/MM/DD", "2026-01-31"],
    ["31.1.26", "DD.MM.YYYY", "2026-01-31"],
    ["1-31-2026", "MM-DD-YYYY", "2026-01-31"],
    ["31012026", "DD/MM/YYYY", "2026-01-31"],
    ["310126", "DD/MM/YYYY", "2026-01-31"],
    ["31 1", "DD.MM.YYYY", "2026-01-31"],
    ["2026-01-31", "DD.MM.YYYY", "2026-01-31"],
    ["3 March", "MM/DD/YYYY", "2026-03-03"],
    ["Mar 3, 2025", "YYYY/MM/DD", "2025-03-03"],
    [" Tomorrow", "YYYY/MM/DD", "2026-11-24"],
    ["31.2.2026", "DD.MM.YYYY", null],
    ["1/2/3/4", "DD/MM/YYYY", null],
    ["soon", "DD/MM/YYYY", null],
    ["5", "DD/MM/YYYY", null],
  ])("%s in %s is %s", (text, format, day) => {
    expect(typedDay(text, format, NOW)).toBe(day);
  });

  test("every day is read as it is written, in each format", () => {
    for (const mark of "/.-") {
      for (const order of ["YYYY MM DD", "DD MM YYYY", "MM DD YYYY"]) {
        const format = order.replaceAll(" ", mark);
        for (let at = 0; at < 1500; at += 7) {
          const day = plusDays("2023-01-01", at);
          expect(typedDay(writtenDay(day, format), format, NOW)).toBe(day);
          const range = [day, plusDays(day, 3)];
          expect(typedDays(writtenDays(range, format, true), format, true)).toEqual(range);
        }
      }
    }
  });

  test("a range is typed in many ways", () => {
    const range = ["2026-01-01", "2026-01-05"];
    for (const between of [" – ", "–", " - ", " to ", ".."]) {
      expect(typedDays(`2026/01/05${between}2026/01/01`, "YYYY/MM/DD", true)).toEqual(range);
    }
    expect(typedDays("2026/01/01 – ", "YYYY/MM/DD", true)).toEqual(["2026-01-01"]);
    expect(typedDays("2026/01/01 – 2026/01/05", "YYYY/MM/DD", false)).toBeNull();
  });
});

describe("times", () => {
  test.each([
    ["18:30", "18:30"],
    ["1830", "18:30"],
    ["9", "09:00"],
    ["930", "09:30"],
    ["9.05", "09:05"],
    ["18h", "18:00"],
    ["18h15", "18:15"],
    ["6:30 pm", "18:30"],
    ["6p", "18:00"],
    ["12 am", "00:00"],
    ["12:01 p.m.", "12:01"],
    ["24:00", null],
    ["12:60", null],
    ["13 pm", null],
    ["late", null],
    ["", null],
  ])("%s is %s", (text, time) => {
    expect(typedTime(text, false)).toBe(time);
  });

  test("seconds count where they matter", () => {
    expect(typedTime("18:30:15", true)).toBe("18:30:15");
    expect(typedTime("18:30:15", false)).toBe("18:30");
  });

  test("every time is read as it is written", () => {
    for (const format of ["24h", "12h", "localized"] as const) {
      for (let second = 0; second < 86_400; second += 60 * 7) {
        const time = timeOf(second, false);
        expect(typedTime(writtenTime(time, format), false)).toBe(time);
      }
    }
    expect(writtenTime("18:30:15", "12h")).toBe("6:30:15 PM");
    expect(countOf(900)).toBe(96);
  });
});
