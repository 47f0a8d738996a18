/** One file on its way to the server: in chunks, going on where it stood after any loss. */

export interface Offer {
  widget: string;
  name: string;
  type: string;
  size: number;
}

/** A file as the server has it. */
export interface Stored {
  id: string;
  name: string;
  type: string;
  size: number;
}

export interface Telling {
  sent: (bytes: number) => void;
  /** Whether the connection is lost and the transfer waits to go on. */
  waits: (waiting: boolean) => void;
  /** Calls as soon as the server is heard of again; returns how to end that. */
  back: (call: () => void) => () => void;
}

/** Where uploads go now; another session has another address. */
export type Where = () => { base: string; headers: Record<string, string> };

/** The server, or what stands before it, does not want the file. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Answer {
  status: number;
  code: string;
  message: string;
  upload?: string;
  offset?: number;
  file?: Stored;
}

const FIRST_CHUNK = 1024 * 1024; // what a proxy takes that nobody has told otherwise
const LARGEST_CHUNK = 8 * 1024 * 1024;
const SMALLEST_CHUNK = 64 * 1024;
const QUICK = 1000;
const STALLS_AFTER = 30_000;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 10_000;
/** What may pass: a script that has not run yet in a session that is new, too many at once. */
const PASSING: Readonly<Record<string, number>> = { gone: 8, widget: 8, many: 1000 };

/** Sends a file, and gives what the server knows it by. It ends by success, refusal or `signal`. */
export async function transfer(
  file: Blob,
  offer: Offer,
  where: Where,
  telling: Telling,
  signal: AbortSignal,
): Promise<Stored> {
  const sending = new Sending(file, offer, where, telling, signal);
  const passed = new Map<string, number>();
  for (let failures = 0; ; failures++) {
    try {
      return await sending.go();
    } catch (error) {
      if (signal.aborted) sending.drop();
      signal.throwIfAborted();
      if (sending.advanced) failures = 0;
      if (error instanceof Refused) {
        const times = (passed.get(error.code) ?? 0) + 1;
        passed.set(error.code, times);
        if (times > (PASSING[error.code] ?? 0)) throw error;
        if (error.code === "gone") {
          if (sending.begun) failures = 0; // the server is there, and has to hear of it anew
          sending.begun = null;
        }
      }
      telling.waits(true);
      const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(failures, 6));
      await rest(pause, signal, telling.back);
      if (signal.aborted) sending.drop();
      signal.throwIfAborted();
    }
  }
}

class Sending {
  begun: { address: string; offset: number } | null = null;
  /** Whether something has arrived since the last loss. */
  advanced = false;
  #chunk = FIRST_CHUNK;

  constructor(
    readonly file: Blob,
    readonly offer: Offer,
    readonly where: Where,
    readonly telling: Telling,
    readonly signal: AbortSignal,
  ) {}

  async go(): Promise<Stored> {
    this.advanced = false;
    let answer = this.begun ? await this.#ask() : await this.#begin();
    while (!answer.file) answer = await this.#send(answer.offset ?? 0);
    return answer.file;
  }

  /** Has the server forget what has arrived so far. */
  drop(): void {
    if (!this.begun) return;
    const { headers } = this.where();
    fetch(this.begun.address, { method: "DELETE", headers }).catch(() => {}); // it is given up there, too
  }

  async #begin(): Promise<Answer> {
    const { base } = this.where();
    const answer = checked(await this.#request("POST", base, JSON.stringify(this.offer)));
    this.begun = { address: `${base}/${answer.upload}`, offset: 0 };
    return answer;
  }

  async #ask(): Promise<Answer> {
    const { base } = this.where();
    const { address = "" } = this.begun ?? {};
    if (!address.startsWith(`${base}/`)) throw new Refused("gone", "The session is another one.");
    return checked(await this.#request("GET", address));
  }

  async #send(offset: number): Promise<Answer> {
    const since = performance.now();
    const { address = "" } = this.begun ?? {};
    const piece = this.file.slice(offset, offset + this.#chunk);
    const heard = (bytes: number) => this.telling.sent(Math.min(offset + bytes, this.file.size));
    const answer = await this.#request("PATCH", address, piece, offset, heard);
    if (answer.status === 413 && !answer.code && this.#chunk > SMALLEST_CHUNK) {
      this.#chunk = Math.max(SMALLEST_CHUNK, this.#chunk / 4); // a proxy with a limit of its own
      return { status: 200, code: "", message: "", offset };
    }
    if (answer.code === "gap") return this.#ask();
    checked(answer);
    this.advanced = true;
    this.telling.waits(false);
    heard((answer.offset ?? 0) - offset);
    if (performance.now() - since < QUICK && this.#chunk >= FIRST_CHUNK) {
      this.#chunk = Math.min(LARGEST_CHUNK, this.#chunk * 2);
    }
    return answer;
  }

  /** `XMLHttpRequest`, since `fetch` does not say how much of a body has left. */
  #request(
    method: string,
    address: string,
    body: Blob | string | null = null,
    offset?: number,
    heard: (bytes: number) => void = () => {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      let stall: ReturnType<typeof setTimeout>;
      const alive = () => {
        clearTimeout(stall);
        stall = setTimeout(() => request.abort(), STALLS_AFTER);
      };
      const cancel = () => request.abort();
      const over = (end: () => void) => () => {
        clearTimeout(stall);
        this.signal.removeEventListener("abort", cancel);
        end();
      };
      request.open(method, address);
      for (const [name, value] of Object.entries(this.where().headers)) {
        request.setRequestHeader(name, value);
      }
      if (offset !== undefined) request.setRequestHeader("upload-offset", String(offset));
      request.upload.onprogress = (event) => {
        alive();
        heard(event.loaded);
      };
      request.onload = over(() => {
        const answer = read(request);
        if (answer.status >= 500 && !answer.code) reject(new Error(`status ${answer.status}`));
        else resolve(answer);
      });
      request.onerror = over(() => reject(new Error("the connection is lost")));
      request.onabort = over(() => reject(new Error("nothing was heard")));
      this.signal.addEventListener("abort", cancel, { once: true });
      alive();
      request.send(body);
    });
  }
}

function read(request: XMLHttpRequest): Answer {
  const empty = { code: "", message: "" };
  try {
    return { ...empty, ...JSON.parse(request.responseText), status: request.status };
  } catch {
    return { ...empty, status: request.status };
  }
}

function checked(answer: Answer): Answer {
  if (answer.status < 400) return answer;
  const message = answer.message || `The server has refused it (${answer.status}).`;
  throw new Refused(answer.code, message);
}

/** Waits, at most until the server or the network is there again. */
function rest(milliseconds: number, signal: AbortSignal, back: Telling["back"]): Promise<void> {
  return new Promise<void>((resolve) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener("online", over);
      signal.removeEventListener("abort", over);
      forget();
      resolve();
    };
    const timer = setTimeout(over, milliseconds * (0.75 + Math.random() / 2));
    const forget = back(over);
    addEventListener("online", over);
    signal.addEventListener("abort", over);
  });
}
