/** Runs in the audio thread: hands over what the microphone hears, block by block, as one channel. */

const BLOCK = 2048;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(BLOCK);
    this.filled = 0;
    this.over = false;
    this.port.onmessage = () => {
      this.send();
      this.over = true;
      this.port.postMessage(null);
    };
  }

  send() {
    const full = this.block.slice(0, this.filled);
    this.port.postMessage(full, [full.buffer]);
    this.filled = 0;
  }

  process([channels]) {
    const length = channels[0]?.length ?? 0;
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (const channel of channels) sum += channel[at];
      this.block[this.filled++] = sum / channels.length;
      if (this.filled === BLOCK) this.send();
    }
    return !this.over;
  }
}

registerProcessor("capture", Capture);
