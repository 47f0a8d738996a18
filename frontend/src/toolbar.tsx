import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Glyph, type GlyphName } from "./glyph";
import "./toolbar.css";

/** What can be done with an element: at its corner, for who points at it or comes by the keyboard. */
export function Toolbar({ children }: { children: ComponentChildren }) {
  return (
    <div class="stElementToolbar" data-testid="stElementToolbar">
      {children}
    </div>
  );
}

interface ToolProps {
  name: string;
  glyph: GlyphName;
  pressed?: boolean;
  act: () => void;
}

export function Tool({ name, glyph, pressed, act }: ToolProps) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label={name}
      aria-pressed={pressed}
      title={name}
      onClick={act}
    >
      <Glyph name={glyph} />
    </button>
  );
}

/** Shows an element on the whole screen, and back; nothing where the browser does not allow it. */
export function Fullscreen({ place }: { place: RefObject<HTMLElement | null> }) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement === place.current);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, [place]);
  if (!document.fullscreenEnabled) return null;
  const act = () => {
    const change = full ? document.exitFullscreen() : place.current?.requestFullscreen();
    change?.catch((error: unknown) => console.info("The browser keeps the window:", error));
  };
  return (
    <Tool
      name={full ? "Leave full screen" : "Full screen"}
      glyph={full ? "shrink" : "grow"}
      act={act}
    />
  );
}

/** Lets the user save what an address has. */
export function Download({ href, name }: { href: string; name: string }) {
  return (
    <a class="quiet" href={href} download={name} aria-label="Download" title="Download">
      <Glyph name="down" />
    </a>
  );
}
