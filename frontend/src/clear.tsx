/** The button in a field that empties it. */

import { Glyph } from "./glyph";

export function Clear({ act, testId }: { act: () => void; testId?: string }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label="Clear"
      data-testid={testId}
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Glyph name="close" />
    </button>
  );
}
