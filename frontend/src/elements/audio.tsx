import { useRef } from "preact/hooks";
import type { View } from "../kinds";
import { useAddress } from "../media";
import { usePlayer } from "../player";
import type { Audio } from "../wire.gen";
import "./player.css";

export default function AudioElement({ node, element }: View<Audio>) {
  const address = useAddress();
  const src = element.url ?? (element.source ? address(element.source) : "");
  const player = useRef<HTMLAudioElement>(null);
  const failed = usePlayer(player, node, element, src);
  return (
    <div class="stAudio" data-testid="stAudio">
      {/* biome-ignore lint/a11y/useMediaCaption: a sound has none of its own. */}
      <audio
        ref={player}
        controls
        preload="metadata"
        src={src}
        aria-label={element.alt ?? "Sound"}
      />
      {failed ? (
        <p class="player-note" role="alert">
          This sound cannot be played.
        </p>
      ) : null}
    </div>
  );
}
