import { Strokes } from "./glyph";
import { later } from "./later";
import "./wheel.css";

const MATERIAL = /^:material\/([\w-]+):$/;
const SHORTCODE = /^:([\w+-]+):$/;

/** The drawings of `:material/…:` icons, once they have come. */
export const drawings = later(async () => (await import("./icons")).ICONS);

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
  const icons = drawings();
  const path = icons?.[name];
  return (
    <span class="icon" data-testid="stIconMaterial" title={icons && !path ? name : undefined}>
      <Strokes path={icons ? (path ?? "M12 10a2 2 0 100 4 2 2 0 000-4z") : ""} />
    </span>
  );
}
