import { useEffect, useRef } from "preact/hooks";
import type { Picture } from "./elements/image";
import { Glyph } from "./glyph";
import { Inline } from "./inline";

interface Props {
  pictures: readonly Picture[];
  index: number;
  /** Shows another picture, or none. */
  show: (index: number | null) => void;
}

/** One picture of several on all of the screen. Escape and a click beside it close it. */
export function Lightbox({ pictures, index, show }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => (before as HTMLElement | null)?.focus({ preventScroll: true });
  }, []);
  const picture = pictures[index];
  const step = (by: number) => show((index + by + pictures.length) % pictures.length);
  if (!picture) return null;
  return (
    <dialog
      ref={box}
      class="lightbox"
      aria-label={picture.alt || "Picture"}
      onClose={() => show(null)}
      onClick={(event) => {
        if (!(event.target as Element).closest("img, button, figcaption")) box.current?.close();
      }}
      onKeyDown={(event) => {
        if (pictures.length > 1 && event.key === "ArrowRight") step(1);
        if (pictures.length > 1 && event.key === "ArrowLeft") step(-1);
      }}
    >
      <figure>
        <img
          src={picture.src}
          alt={picture.alt}
          width={picture.shown.size?.[0]}
          height={picture.shown.size?.[1]}
        />
        {picture.shown.caption ? (
          <figcaption>
            <Inline text={picture.shown.caption} />
          </figcaption>
        ) : null}
      </figure>
      <div class="lightbox-tools">
        {pictures.length > 1 ? (
          <>
            <Tool label="Previous picture" glyph="previous" press={() => step(-1)} />
            <span aria-live="polite">
              {index + 1} / {pictures.length}
            </span>
            <Tool label="Next picture" glyph="next" press={() => step(1)} />
          </>
        ) : null}
        <Tool label="Close" glyph="close" press={() => box.current?.close()} />
      </div>
    </dialog>
  );
}

interface ToolProps {
  label: string;
  glyph: "previous" | "next" | "close";
  press: () => void;
}

function Tool({ label, glyph, press }: ToolProps) {
  return (
    <button type="button" class="quiet" aria-label={label} title={label} onClick={press}>
      <Glyph name={glyph} />
    </button>
  );
}
