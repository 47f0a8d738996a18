import { useEffect, useRef, useState } from "preact/hooks";
import type { Node } from "./store";

interface Ref {
  current: HTMLMediaElement | null;
}

interface Played {
  start?: number;
  end?: number | null;
  loop?: boolean;
  autoplay?: boolean;
}

/** What has been started by itself: it is once, also where its element is drawn anew. */
const started = new WeakMap<Node, string>();

/**
 * Starts, ends and repeats what plays as the script says. Nothing of it touches a player whose
 * source stays. Gives whether the source cannot be played.
 */
export function usePlayer(
  player: Ref,
  node: Node,
  { start = 0, end, loop = false, autoplay = false }: Played,
  src: string,
): boolean {
  const [failed, setFailed] = useState("");
  useEffect(() => {
    if (player.current && autoplay) startOnce(player.current, node, src);
  }, [player, node, src, autoplay]);
  useStart(player, start, src);
  useEffect(() => {
    const media = player.current;
    if (!media) return;
    // Without an own end the browser repeats it without a gap.
    media.loop = loop && end == null && start === 0;
    return watch(media, start, end ?? null, loop, () => setFailed(src));
  }, [player, start, end, loop, src]);
  return failed === src && src !== "";
}

function startOnce(media: HTMLMediaElement, node: Node, src: string): void {
  if (started.get(node) === src) return;
  started.set(node, src);
  media.play().catch(() => {}); // the browser does not let it: the user has the button
}

/** Goes to the start of a source that is new, or when the script names another start. */
function useStart(player: Ref, start: number, src: string): void {
  const first = useRef(true);
  useEffect(() => {
    const media = player.current;
    if (!media) return;
    if (first.current && start === 0) {
      first.current = false;
      return;
    }
    first.current = false;
    const go = () => {
      media.currentTime = start;
    };
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) go();
    media.addEventListener("loadedmetadata", go, { once: true });
    return () => media.removeEventListener("loadedmetadata", go);
  }, [player, start, src]);
}

function watch(
  media: HTMLMediaElement,
  start: number,
  end: number | null,
  loop: boolean,
  fail: () => void,
): () => void {
  let reached = false;
  const again = () => {
    media.currentTime = start;
    media.play().catch(() => {});
  };
  const look = () => {
    if (end === null || media.currentTime < end) {
      reached = false;
    } else if (loop) {
      again();
    } else if (!reached) {
      reached = true; // once: who plays on from there wants to
      media.pause();
    }
  };
  const over = () => {
    if (loop) again();
  };
  media.addEventListener("timeupdate", look);
  media.addEventListener("ended", over);
  media.addEventListener("error", fail);
  return () => {
    media.removeEventListener("timeupdate", look);
    media.removeEventListener("ended", over);
    media.removeEventListener("error", fail);
  };
}
