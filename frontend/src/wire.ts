/** The two directions of the socket, as docs/protocol.md has them, and the codec for what JSON lacks. */

import type {
  Batch,
  Cache,
  Hello,
  Inspect,
  Interact,
  Look,
  Navigate,
  Ping,
  Received,
  Refused,
  Rerun,
  Restore,
  Stop,
  Welcome,
} from "./wire.gen";

export type Value = unknown;
export type Values = Record<string, Value>;
export type Props = Record<string, unknown>;
export type ClientMessage =
  | Hello
  | Interact
  | Navigate
  | Rerun
  | Restore
  | Stop
  | Ping
  | Look
  | Inspect;
export type ServerMessage = Welcome | Batch | Received | Refused | Cache;
export type Delta = NonNullable<Batch["deltas"]>[number];
export type ScriptState = NonNullable<Batch["state"]>;

export type Numeric = number | bigint;

const TAGGED = /^#(NaN|-?Infinity|-?\d+)$/;
const INTEGER = /^-?\d+$/;

/** A number of the wire: JSON's own, or a tagged string for what JSON or a double cannot hold. */
export function toNumber(wire: number | string): Numeric {
  if (typeof wire === "number") return wire;
  const text = TAGGED.exec(wire)?.[1];
  if (text === undefined) throw new TypeError(`not a number of the protocol: ${wire}`);
  return INTEGER.test(text) ? BigInt(text) : Number(text);
}

/** The inverse of `toNumber`; integers that a double holds exactly go as plain numbers. */
export function fromNumber(value: Numeric): number | string {
  if (typeof value === "bigint") {
    const double = Number(value);
    return Number.isSafeInteger(double) ? double : `#${value}`;
  }
  return Number.isFinite(value) ? value : `#${value}`;
}

export function isNumber(wire: unknown): wire is number | string {
  return typeof wire === "number" || (typeof wire === "string" && TAGGED.test(wire));
}

// JSON.stringify would write -0 as 0. A lone surrogate cannot stand in any text that is sent (below),
// so this stands for -0 alone.
const MINUS_ZERO = "\uDC00-0";
const MINUS_ZERO_ENCODED = JSON.stringify(MINUS_ZERO);
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function encodable(_: string, value: unknown): unknown {
  if (typeof value === "string") return value.replace(LONE_SURROGATE, "\uFFFD");
  if (typeof value === "bigint") return fromNumber(value);
  if (typeof value !== "number") return value;
  return Object.is(value, -0) ? MINUS_ZERO : fromNumber(value);
}

export function encode(message: unknown): string {
  return JSON.stringify(message, encodable).replaceAll(MINUS_ZERO_ENCODED, "-0.0");
}

export function decode(text: string): ServerMessage {
  return JSON.parse(text) as ServerMessage;
}
