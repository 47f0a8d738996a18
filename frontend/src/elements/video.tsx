import { useRef } from "preact/hooks";
import type { View } from "../kinds";
import { useAddress } from "../media";
import { usePlayer } from "../player";
import type { Video } from "../wire.gen";
import "./player.css";

export default function VideoElement({ node, element }: View<Video>) {
  return (
    <div class="stVideoBox">
      {element.tube ? (
        <iframe
          class="stVideo"
          data-testid="stVideo"
          src={element.tube}
          title={element.alt ?? "Film on YouTube"}
          allow="accelerometer; autoplay; clipboard-write; encrypted-media; fullscreen; gyroscope; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
          loading="lazy"
        />
      ) : (
        <Film node={node} element={element} />
      )}
    </div>
  );
}

function Film({ node, element }: View<Video>) {
  const address = useAddress();
  const src = element.url ?? (element.source ? address(element.source) : "");
  const player = useRef<HTMLVideoElement>(null);
  const failed = usePlayer(player, node, element, src);
  return (
    <>
      <video
        ref={player}
        class="stVideo"
        data-testid="stVideo"
        controls
        playsInline
        preload="metadata"
        muted={element.muted}
        src={src}
        aria-label={element.alt ?? "Film"}
      >
        {(element.tracks ?? []).map(({ label, source }, index) => (
          <track
            key={source}
            kind="captions"
            label={label}
            src={address(source)}
            default={index === 0}
          />
        ))}
      </video>
      {failed ? (
        <p class="player-note" role="alert">
          This film cannot be played.
        </p>
      ) : null}
    </>
  );
}
