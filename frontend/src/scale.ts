import { stepped } from "./number";
import type { Numeric } from "./wire";

/** The positions of a slider: 0 is the least value, `count` the greatest, one step between any two. */
export class Scale {
  readonly count: number;
  readonly #step: Numeric;

  constructor(
    readonly min: Numeric,
    readonly max: Numeric,
    step: Numeric,
  ) {
    this.#step = step;
    this.count = step > 0 && max > min ? Math.ceil(toCount(min, max, step)) : 0;
  }

  /** The value at a position, exact; the last step may be shorter than the others. */
  at(index: number): Numeric {
    if (index <= 0) return this.min;
    if (index >= this.count) return this.max;
    return stepped(this.min, this.#step, index);
  }

  indexOf(value: Numeric): number {
    if (this.count === 0) return 0;
    const index = value >= this.max ? this.count : Math.round(toCount(this.min, value, this.#step));
    return Math.min(this.count, Math.max(0, index));
  }

  /** How far along a value lies, from 0 to 1. */
  fraction(value: Numeric): number {
    const range = difference(this.max, this.min);
    return range > 0 ? Math.min(1, Math.max(0, difference(value, this.min) / range)) : 0;
  }
}

const ROUNDING = 1e9; // 0.3 / 0.1 is 2.9999999999999996: steps are counted to nine digits

function toCount(from: Numeric, to: Numeric, step: Numeric): number {
  const count = difference(to, from) / Number(step);
  const near = Math.round(count);
  return Math.abs(count - near) < Math.max(1, Math.abs(count)) / ROUNDING ? near : count;
}

function difference(to: Numeric, from: Numeric): number {
  if (typeof to === "number" && typeof from === "number") return to - from;
  return Number.isInteger(Number(to)) && Number.isInteger(Number(from))
    ? Number(BigInt(to) - BigInt(from))
    : Number(to) - Number(from);
}
