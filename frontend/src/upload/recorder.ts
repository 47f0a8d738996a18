import { ask, release } from "./devices";
import { resampled, wav, wavSize } from "./wav";

const CAPTURE = new URL("./capture.worklet.js", import.meta.url);

export interface Recording {
  file: Blob;
  /** How loud it was, from 0 to 1, at even distances. */
  levels: readonly number[];
  seconds: number;
}

/** One recording of the microphone, kept as it is heard until it is over. */
export class Recorder {
  readonly levels: number[] = [];
  /** Called with each level; the recording has its last one when there is no room for more. */
  heard: () => void = () => {};
  full: () => void = () => {};
  lost: (error: unknown) => void = () => {};
  #blocks: Float32Array[] = [];
  #samples = 0;
  #end: () => void = () => {};

  private constructor(
    readonly stream: MediaStream,
    readonly context: AudioContext,
    readonly capture: AudioWorkletNode,
    readonly rate: number,
    readonly most: number,
  ) {
    capture.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => {
      if (data === null) this.#end();
      else this.#take(data);
    };
    stream.getAudioTracks()[0]?.addEventListener("ended", () => {
      this.lost(new DOMException("", "NotFoundError"));
    });
  }

  /** Asks for the microphone and begins. `rate` is in Hz, null for the microphone's own. */
  static async start(rate: number | null, most: number): Promise<Recorder> {
    const stream = await ask("microphone");
    try {
      const context = new AudioContext();
      await context.resume();
      await context.audioWorklet.addModule(CAPTURE);
      const capture = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
      context.createMediaStreamSource(stream).connect(capture);
      return new Recorder(stream, context, capture, rate ?? context.sampleRate, most);
    } catch (error) {
      release(stream);
      throw error;
    }
  }

  get seconds(): number {
    return this.#samples / this.context.sampleRate;
  }

  /** Ends it, and gives all that was heard as a WAV file. */
  async stop(): Promise<Recording> {
    const over = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    this.capture.port.postMessage("stop");
    await over;
    const { seconds, levels } = this;
    const samples = new Float32Array(this.#samples);
    let at = 0;
    for (const block of this.#blocks) {
      samples.set(block, at);
      at += block.length;
    }
    const own = this.context.sampleRate;
    this.cancel();
    return { file: wav(await resampled(samples, own, this.rate), this.rate), levels, seconds };
  }

  /** Lets the microphone go, and what was heard. */
  cancel(): void {
    release(this.stream);
    this.#blocks = [];
    if (this.context.state !== "closed") this.context.close();
  }

  #take(block: Float32Array): void {
    if (block.length === 0) return;
    this.#blocks.push(block);
    this.#samples += block.length;
    this.levels.push(loudness(block));
    this.heard();
    const next = ((this.#samples + 2 * block.length) * this.rate) / this.context.sampleRate;
    if (wavSize(next) > this.most) this.full();
  }
}

/** How loud a block sounds, on a scale that makes speech visible. */
function loudness(block: Float32Array): number {
  let sum = 0;
  for (const sample of block) sum += sample * sample;
  return Math.min(1, Math.sqrt(Math.sqrt(sum / block.length)) * 1.4);
}
