/** Names a recording by the minute in which it was made. */
export function recordingName(): string {
  return `${new Date().toISOString().slice(0, 16).replaceAll(":", "-")}_audio.wav`;
}
