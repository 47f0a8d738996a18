import { useRef } from "preact/hooks";
import type { View } from "../kinds";
import { usePage } from "../page";
import { Download, Fullscreen, Toolbar } from "../toolbar";
import type { Pyplot } from "../wire.gen";
import "./pyplot.css";

export default function PyplotElement({ element }: View<Pyplot>) {
  const place = useRef<HTMLDivElement>(null);
  const media = usePage().media.value;
  const { source, size, alt, media_type: type, width = "stretch" } = element;
  const address = new URL(`_mini/media/${media}/${source}`, document.baseURI).href;
  const ending = type.slice("image/".length).replace("+xml", "");
  return (
    <div ref={place} class={`stImage stPyplot ${width}`} data-testid="stImage">
      <img
        src={address}
        alt={alt ?? "Figure without a description"}
        width={size[0]}
        height={size[1]}
      />
      <Toolbar>
        <Download href={address} name={`figure.${ending}`} />
        <Fullscreen place={place} />
      </Toolbar>
    </div>
  );
}
