import type { Chart } from "../wire.gen";

/** Columns of a chart, x first; NaN is a missing value. */
export type ChartData = readonly Float64Array[];

interface Origin {
  data: string | null | undefined;
  source: string | null | undefined;
  rows: number;
  count: number;
  media: string;
}

/** Reads the little-endian columns, which stand one after the other. */
export async function columnsOf({ data, source, rows, count, media }: Origin): Promise<ChartData> {
  const bytes = typeof data === "string" ? fromBase64(data) : await download(media, source ?? "");
  const needed = rows * count * Float64Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength < needed) throw new RangeError(`${bytes.byteLength} bytes, not ${needed}`);
  return Array.from({ length: count }, (_, column) => {
    return new Float64Array(bytes, column * rows * Float64Array.BYTES_PER_ELEMENT, rows);
  });
}

/** How many columns a chart has. */
export function columnCount({ type, series, size }: Chart): number {
  if (type === "scatter") return typeof size === "string" ? 4 : 3;
  return series.length + 1;
}

const ABSENT = 0xab; // the lowest bits of the NaN that says: no row

/** Tells a row that is not there from one without a value. */
export function isAbsent(values: Float64Array): (row: number) => boolean {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  return (row) => bits[row * 2] === ABSENT;
}

interface WithBase64 {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

function fromBase64(text: string): ArrayBuffer {
  const native = (Uint8Array as WithBase64).fromBase64;
  if (native) return native.call(Uint8Array, text).buffer;
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let index = 0; index < raw.length; index++) bytes[index] = raw.charCodeAt(index);
  return bytes.buffer;
}

async function download(media: string, source: string): Promise<ArrayBuffer> {
  const answer = await fetch(new URL(`_mini/media/${media}/${source}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.arrayBuffer();
}
