let pressed = false;

for (const [type, state] of [
  ["pointerdown", true],
  ["pointerup", false],
  ["pointercancel", false],
] as const) {
  const note = () => {
    pressed = state;
  };
  addEventListener(type, note, true);
}

/** Acts now, or once the pointer that is down is up again: a button that moves from under it on the
 * way would not be clicked. */
export function whenReleased(act: () => void): void {
  if (!pressed) {
    act();
    return;
  }
  const release = () => {
    removeEventListener("pointerup", release, true);
    removeEventListener("pointercancel", release, true);
    setTimeout(act); // the click comes after this event
  };
  addEventListener("pointerup", release, true);
  addEventListener("pointercancel", release, true);
}
