/** A colour as a canvas has it: red, green, blue and opacity, from 0 to 255. */
export type Bytes = ArrayLike<number>;

/** What is drawn of each dot; one whose place is NaN is not drawn. */
export interface Placed {
  count: number;
  /** The middles, in pixels of the picture. */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Which of the colours a dot has. */
  colour: ArrayLike<number>;
  /** In half pixels. */
  radius: ArrayLike<number>;
}

/** How much of each pixel a dot covers, from 0 to 255; the square has a pixel of room around it. */
export function maskOf(radius: number, opacity: number): { side: number; cover: Uint8Array } {
  const side = Math.ceil(radius * 2) + 2;
  const middle = (side - 1) / 2;
  const cover = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const share = radius + 0.5 - Math.hypot(row - middle, column - middle);
      cover[row * side + column] = Math.round(255 * opacity * Math.min(1, Math.max(0, share)));
    }
  }
  return { side, cover };
}

/**
 * Draws dots over each other, the last one on top.
 *
 * It goes from the last to the first: a pixel that is full takes no more, however many dots are
 * below. So 100,000 dots take milliseconds, where stamping each on a canvas took seconds.
 */
export function raster(
  { data, width, height }: Pick<ImageData, "data" | "width" | "height">,
  dots: Placed,
  colours: readonly Bytes[],
  opacity: number,
): void {
  const masks: ReturnType<typeof maskOf>[] = [];
  for (let dot = dots.count - 1; dot >= 0; dot--) {
    const half = dots.radius[dot] as number;
    masks[half] ??= maskOf(half / 2, opacity);
    const { side, cover } = masks[half];
    const left = Math.round((dots.x[dot] as number) - side / 2);
    const top = Math.round((dots.y[dot] as number) - side / 2);
    const [first, last] = [Math.max(0, top), Math.min(height, top + side)];
    const [start, end] = [Math.max(0, left), Math.min(width, left + side)];
    const colour = colours[dots.colour[dot] as number] as Bytes;
    for (let row = first; row < last; row++) {
      const from = (row - top) * side - left;
      under(data, row * width, cover, from, start, end, colour);
    }
  }
  divided(data);
}

const FULL = 253; // what could still be added is not seen

/** A row of a dot, under what is there already; the colours are multiplied by the opacity. */
function under(
  data: Uint8ClampedArray,
  line: number,
  cover: Uint8Array,
  from: number,
  start: number,
  end: number,
  colour: Bytes,
): void {
  const [red, green, blue] = [colour[0] as number, colour[1] as number, colour[2] as number];
  const whole = (colour[3] as number) / 65_025;
  for (let column = start; column < end; column++) {
    const at = (line + column) * 4;
    const there = data[at + 3] as number;
    if (there > FULL) continue;
    const share = (cover[from + column] as number) * (255 - there) * whole;
    if (share === 0) continue;
    const part = share / 255;
    // The array rounds.
    data[at] = (data[at] as number) + red * part;
    data[at + 1] = (data[at + 1] as number) + green * part;
    data[at + 2] = (data[at + 2] as number) + blue * part;
    data[at + 3] = there + share;
  }
}

/** A canvas takes colours that are not multiplied by their opacity. */
function divided(data: Uint8ClampedArray): void {
  for (let at = 3; at < data.length; at += 4) {
    const opacity = data[at] as number;
    if (opacity === 0) continue;
    const factor = 255 / opacity;
    data[at - 3] = (data[at - 3] as number) * factor;
    data[at - 2] = (data[at - 2] as number) * factor;
    data[at - 1] = (data[at - 1] as number) * factor;
    if (opacity > FULL) data[at] = 255;
  }
}

/** Colours of CSS as bytes. */
export function bytesOf(colours: readonly string[]): Bytes[] {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return colours.map(() => [0, 0, 0, 255]);
  return colours.map((colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data;
  });
}
