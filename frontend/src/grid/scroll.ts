const HIGHEST = 8_000_000; // browsers lose count not far above

/**
 * Where a long list stands. Browsers cannot scroll as far as many rows reach, so the bar
 * stands for the whole list, while the wheel moves by exact pixels.
 */
export class ScrollSpace {
  /** How far the bar can reach. */
  readonly height: number;
  readonly #total: number;
  #top = 0;
  #bar = 0;

  constructor(
    readonly rows: number,
    readonly row: number,
  ) {
    this.#total = rows * row;
    this.height = Math.min(HIGHEST, this.#total);
  }

  /** The distance of the first pixel in sight from the first row. */
  get top(): number {
    return this.#top;
  }

  get bar(): number {
    return this.#bar;
  }

  /** The bar was moved, by a wheel (a little) or by hand (anywhere). */
  moved(bar: number, view: number): void {
    const change = bar - this.#bar;
    this.#bar = bar;
    const isSmall = Math.abs(change) < 2 * view;
    if (this.height === this.#total) this.#top = bar;
    else if (bar <= 0) this.#top = 0;
    else if (bar >= this.height - view) this.#top = this.#total - view;
    else if (isSmall) this.#top = this.#bounded(this.#top + change, view);
    else this.#top = (bar / (this.height - view)) * (this.#total - view);
  }

  /** The place of the bar that shows where the list really stands; set it when scrolling rests. */
  settle(view: number): number {
    if (this.height !== this.#total) {
      const fraction = this.#top / Math.max(1, this.#total - view);
      this.#bar = Math.round(fraction * (this.height - view));
    }
    return this.#bar;
  }

  /** Brings a row into sight; returns the place of the bar for it. */
  reveal(row: number, view: number): number {
    const start = row * this.row;
    if (start < this.#top) this.#top = start;
    else if (start + this.row > this.#top + view) this.#top = start + this.row - view;
    if (this.height === this.#total) this.#bar = this.#top;
    return this.settle(view);
  }

  /** The rows in sight, with some to spare on either side. */
  inSight(view: number, spare: number): [first: number, end: number] {
    const first = Math.max(0, Math.floor(this.#top / this.row) - spare);
    const end = Math.min(this.rows, Math.ceil((this.#top + view) / this.row) + spare);
    return [first, end];
  }

  /** Where in the scrolled space a row has to stand. */
  offset(row: number): number {
    return row * this.row + this.#bar - this.#top;
  }

  #bounded(top: number, view: number): number {
    return Math.min(this.#total - view, Math.max(0, top));
  }
}
