import { later } from "./later";
import "./wheel.css";

const MATERIAL = /^:material\/([\w-]+):$/;
const SHORTCODE = /^:([\w+-]+):$/;

/** What stands for a name that no symbol has. */
export const DOT = "M12 10a2 2 0 100 4 2 2 0 000-4z";

const symbols = later(() => import("./symbols"));

/** The drawing of a Material symbol on a grid of 24; "" until it has come, null where there is none. */
export function symbol(name: string): string | null {
  const found = symbols()?.find(name);
  return found === undefined ? "" : found;
}

/** The emoji by their shortcodes, once they have come. */
export const emojiTable = later(async () => (await import("./markdown/emoji")).EMOJI);

/** An emoji, its shortcode, `:material/name:`, or "spinner". A name that is not drawn is a dot. */
export function Icon({ name }: { name: string }) {
  const material = MATERIAL.exec(name)?.[1];
  if (material !== undefined) return <Material name={material} />;
  if (name === "spinner") return <span class="icon wheel" aria-hidden="true" />;
  const code = SHORTCODE.exec(name)?.[1];
  return (
    <span class="icon" aria-hidden="true">
      {code === undefined ? name : (emojiTable()?.get(code) ?? name)}
    </span>
  );
}

function Material({ name }: { name: string }) {
  const path = symbol(name);
  return (
    <span class="icon" data-testid="stIconMaterial" title={path === null ? name : undefined}>
      <svg class="glyph symbol" viewBox="0 0 24 24" aria-hidden="true">
        <path d={path ?? DOT} />
      </svg>
    </span>
  );
}
