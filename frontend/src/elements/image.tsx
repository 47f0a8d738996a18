import { useState } from "preact/hooks";
import { Glyph } from "../glyph";
import { Inline, withoutMarks } from "../inline";
import type { View } from "../kinds";
import { Lightbox } from "../lightbox";
import { useAddress } from "../media";
import type { Image, Shown, Width } from "../wire.gen";
import "./image.css";

export const width: Width = "content";

/** A picture as the page shows it. */
export interface Picture {
  shown: Shown;
  src: string;
  alt: string;
}

export default function ImageElement({ element }: View<Image>) {
  const address = useAddress();
  const [open, setOpen] = useState<number | null>(null);
  const pictures = element.pictures.map((shown) => ({
    shown,
    src: shown.url ?? (shown.source ? address(shown.source) : ""),
    alt: shown.alt ?? (element.link && shown.caption ? withoutMarks(shown.caption) : ""),
  }));
  const { each = "content" } = element;
  return (
    <div
      class={`stImage pictures ${typeof each === "number" ? "fixed" : each}`}
      data-testid="stImage"
      style={typeof each === "number" ? { "--each": `${each}px` } : undefined}
    >
      {pictures.map((picture, index) => (
        <Figure key={index} picture={picture} link={element.link} open={() => setOpen(index)} />
      ))}
      {open !== null && pictures[open] ? (
        <Lightbox pictures={pictures} index={open} show={setOpen} />
      ) : null}
    </div>
  );
}

interface FigureProps {
  picture: Picture;
  link?: string | null | undefined;
  open: () => void;
}

const SMALL = 120;

function Figure({ picture, link, open }: FigureProps) {
  const { shown, src, alt } = picture;
  const [missing, setMissing] = useState("");
  const isSmall = shown.size ? shown.size[0] < SMALL || shown.size[1] < SMALL / 2 : false;
  const image =
    missing === src ? (
      <span class="picture-missing">This picture could not be loaded{alt ? `: ${alt}` : "."}</span>
    ) : (
      <img
        src={src}
        alt={alt}
        width={shown.size?.[0]}
        height={shown.size?.[1]}
        decoding="async"
        onError={() => setMissing(src)}
      />
    );
  return (
    <figure class="picture">
      <div class="stImageContainer" data-testid="stImageContainer">
        {link ? (
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={alt ? undefined : link}
          >
            {image}
          </a>
        ) : (
          image
        )}
        {isSmall || missing === src ? null : <Toolbar open={open} name={alt} />}
      </div>
      {shown.caption ? (
        <figcaption class="stImageCaption" data-testid="stImageCaption">
          <Inline text={shown.caption} />
        </figcaption>
      ) : null}
    </figure>
  );
}

function Toolbar({ open, name }: { open: () => void; name: string }) {
  return (
    <div class="stElementToolbar picture-tools" data-testid="stElementToolbar">
      <button
        type="button"
        class="quiet"
        data-testid="stElementToolbarButton"
        aria-label={name ? `Fullscreen: ${name}` : "Fullscreen"}
        title="Fullscreen"
        onClick={open}
      >
        <Glyph name="expand" />
      </button>
    </div>
  );
}
