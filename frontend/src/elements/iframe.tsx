import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "../kinds";
import { useAddress } from "../media";
import type { Iframe } from "../wire.gen";
import "./iframe.css";

/** What a page in a frame may do. Its own origin is only for what does not come from here. */
const MAY =
  "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals " +
  "allow-downloads allow-pointer-lock allow-presentation allow-top-navigation-by-user-activation";
const FEATURES =
  "accelerometer; autoplay; camera; clipboard-write; display-capture; encrypted-media; fullscreen; " +
  "geolocation; gyroscope; microphone; midi; payment; picture-in-picture";
const UNTIL_MEASURED = 150;

export default function IframeElement({ element }: View<Iframe>) {
  const address = useAddress();
  const frame = useRef<HTMLIFrameElement>(null);
  const size = useContentSize(frame);
  const { height = "content", width, source, url, page, scrolling = true } = element;
  const src = source ? address(source) : (url ?? "");
  const tall = height === "content" ? (size?.height ?? UNTIL_MEASURED) : height;
  return (
    <iframe
      ref={frame}
      class="stIFrame"
      data-testid="stIFrame"
      data-height={height === "stretch" ? "stretch" : undefined}
      src={src}
      title={element.alt ?? "Embedded page"}
      sandbox={source && !page ? undefined : sandboxOf(src, page === true)}
      allow={FEATURES}
      scrolling={scrolling ? "auto" : "no"}
      tabIndex={element.tab_index ?? undefined}
      style={{
        blockSize: typeof tall === "number" ? `${tall}px` : undefined,
        inlineSize: width === "content" && size ? `${size.width}px` : undefined,
      }}
    />
  );
}

/** Another site keeps its origin; nothing that is served from here gets that of the app. */
function sandboxOf(src: string, page: boolean): string {
  const { origin, protocol } = new URL(src, document.baseURI);
  const other = !page && origin !== location.origin && /^https?:$/.test(protocol);
  return other ? `${MAY} allow-same-origin` : MAY;
}

interface Size {
  height: number;
  width: number;
}

/** What the page in the frame says of its size; older ones speak as components of Streamlit do. */
function useContentSize(frame: { current: HTMLIFrameElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (!frame.current || source !== frame.current.contentWindow) return;
      if (data?.type !== "mini:size" && data?.type !== "streamlit:setFrameHeight") return;
      const { height, width = 0 } = data as Partial<Size>;
      if (typeof height === "number" && height >= 0 && height < 100_000) {
        setSize({ height, width: Number(width) || 0 });
      }
    };
    addEventListener("message", listen);
    return () => removeEventListener("message", listen);
  }, [frame]);
  return size;
}
