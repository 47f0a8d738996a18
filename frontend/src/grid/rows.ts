import { signal } from "@preact/signals";

export type Cell = number | string | boolean | null;
type Columns = readonly (readonly Cell[])[];
export type Fetch = (start: number, stop: number, abort: AbortSignal) => Promise<Columns>;

export const PAGE = 50;
const KEPT = 400; // pages in memory: 20,000 rows
const MOST = 8; // pages in one request

interface Request {
  first: number;
  last: number;
  abort: AbortController;
}

/** The rows of a table that is elsewhere, by pages; what is wanted is fetched, what is not is given up. */
export class Rows {
  /** Counts arrivals, so that what draws rows draws them anew. */
  readonly version = signal(0);
  readonly #pages = new Map<number, Columns>();
  #requests: Request[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly count: number,
    first: Columns,
    readonly fetch: Fetch,
    /** Shown until this table's own rows have come, so that a rerun does not flicker. */
    public former: Rows | null = null,
  ) {
    if (former) former.former = null;
    const given = first[0]?.length ?? 0;
    if (given >= Math.min(PAGE, count)) this.#pages.set(0, first);
  }

  /** A cell; undefined while it is on its way. */
  cell(row: number, column: number): Cell | undefined {
    const page = this.#pages.get(Math.floor(row / PAGE));
    if (page) return page[column]?.[row % PAGE];
    return this.former?.cell(row, column);
  }

  /** Sees to it that these rows, and a page on either side, are here soon. */
  want(start: number, stop: number): void {
    const last = Math.floor(Math.max(0, this.count - 1) / PAGE);
    const from = Math.max(0, Math.floor(start / PAGE) - 1);
    const to = Math.min(last, Math.floor(stop / PAGE) + 1);
    this.#giveUp(from, to);
    for (const [first, end] of this.#missing(from, to)) this.#request(first, end);
  }

  /** All cells of some rows; for copying. */
  async take(start: number, stop: number): Promise<Columns> {
    return this.fetch(start, stop, new AbortController().signal);
  }

  stop(): void {
    clearTimeout(this.#retry);
    for (const { abort } of this.#requests) abort.abort();
    this.#requests = [];
  }

  *#missing(from: number, to: number): Generator<[number, number]> {
    let first: number | null = null;
    for (let page = from; page <= to + 1; page++) {
      const lacks = page <= to && !this.#pages.has(page) && !this.#isAsked(page);
      if (lacks) first ??= page;
      if (first !== null && (!lacks || page - first === MOST - 1)) {
        yield [first, lacks ? page : page - 1];
        first = null;
      }
    }
  }

  #isAsked(page: number): boolean {
    return this.#requests.some(({ first, last }) => first <= page && page <= last);
  }

  #giveUp(from: number, to: number): void {
    for (const request of this.#requests) {
      if (request.last < from || request.first > to) request.abort.abort();
    }
    this.#requests = this.#requests.filter(({ abort }) => !abort.signal.aborted);
  }

  async #request(first: number, last: number): Promise<void> {
    const request: Request = { first, last, abort: new AbortController() };
    this.#requests.push(request);
    try {
      const stop = Math.min(this.count, (last + 1) * PAGE);
      const columns = await this.fetch(first * PAGE, stop, request.abort.signal);
      this.#keep(first, last, columns);
    } catch (error) {
      if (!request.abort.signal.aborted) this.#tryAgain(error);
    } finally {
      this.#requests = this.#requests.filter((other) => other !== request);
    }
  }

  #keep(first: number, last: number, columns: Columns): void {
    for (let page = first; page <= last; page++) {
      const from = (page - first) * PAGE;
      this.#pages.set(
        page,
        columns.map((column) => column.slice(from, from + PAGE)),
      );
    }
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(page);
    }
    this.version.value++;
  }

  #tryAgain(error: unknown): void {
    console.warn("rows of a table did not come", error);
    clearTimeout(this.#retry);
    // Drawing anew asks anew.
    this.#retry = setTimeout(() => this.version.value++, 2_000);
  }
}

/** Reads rows from the server, as docs/protocol.md has it. */
export function fetchRows(media: string, source: string): Fetch {
  return async (start, stop, abort) => {
    const url = new URL(`_mini/media/${media}/${source}/rows`, document.baseURI);
    url.search = `?start=${start}&stop=${stop}`;
    const answer = await fetch(url, { signal: abort });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    return ((await answer.json()) as { columns: Columns }).columns;
  };
}
