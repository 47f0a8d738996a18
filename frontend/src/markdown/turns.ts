const SLICE = 12;
const waiting: (() => void)[] = [];

/** Does something soon: much of it in short turns, with room for the user in between. */
export function inTurn(job: () => void): void {
  if (waiting.push(job) === 1) setTimeout(work);
}

function work(): void {
  const end = performance.now() + SLICE;
  while (waiting.length > 0 && performance.now() < end) waiting.shift()?.();
  if (waiting.length > 0) setTimeout(work);
}
