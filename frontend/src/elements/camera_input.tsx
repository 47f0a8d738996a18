import { useId, useRef } from "preact/hooks";
import { Strokes } from "../glyph";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { useBlobUrl } from "../upload/blob-url";
import { type Camera, useCamera } from "../upload/camera";
import type { Entry, Files } from "../upload/files";
import { CAMERA, TURN } from "../upload/glyphs";
import { EntryNote } from "../upload/note";
import { useFiles } from "../upload/use-files";
import { useSeen } from "../upload/use-seen";
import type { CameraInput } from "../wire.gen";
import "./camera_input.css";

const TYPES = [".jpg"];
const HEIGHTS: Readonly<Record<string, number>> = { "480p": 480, "720p": 720, "1080p": 1080 };
const USUAL = 720;

export default function CameraInputElement({ node, element }: View<CameraInput>) {
  const { size, disabled = false, resolution } = element;
  const id = useId();
  const files = useFiles(node, element, { types: TYPES, size, several: false });
  const photo = files.entries.value[0];
  const box = useRef<HTMLDivElement>(null);
  const seen = useSeen(box); // a camera that is on is looked at
  const camera = useCamera(seen && !disabled && !photo, HEIGHTS[resolution ?? ""] ?? USUAL);
  const starts = camera.view === "starting";
  return (
    <div class="stCameraInput" data-testid="stCameraInput">
      <WidgetLabel element={element} id={id} />
      <div class="camera" role="group" ref={box} aria-labelledby={id} data-disabled={disabled}>
        <div class="camera-stage" data-testid="stCameraInputWebcamStyledBox">
          {photo ? <Photo photo={photo} /> : <Preview camera={camera} disabled={disabled} />}
        </div>
        <div class="camera-acts">
          <Act camera={camera} files={files} photo={photo} disabled={disabled} />
          {!photo && camera.several && (camera.view === "live" || starts) ? (
            <button
              type="button"
              class="quiet"
              data-testid="stCameraInputSwitchButton"
              aria-label="Switch camera"
              aria-disabled={starts || undefined} // it keeps the focus
              onClick={starts ? undefined : camera.turn}
            >
              <Strokes path={TURN} />
            </button>
          ) : null}
        </div>
      </div>
      <EntryNote entry={photo} done="The photo is uploaded." />
    </div>
  );
}

function Preview({ camera, disabled }: { camera: Camera; disabled: boolean }) {
  const { view, video, facesUser } = camera;
  const failed = typeof view === "object" ? view.failed : null;
  return (
    <>
      <video
        ref={video}
        class={facesUser ? "mirror" : undefined}
        data-testid="stCameraInputWebcamComponent"
        hidden={view !== "live"}
        aria-label="Picture of the camera"
        playsInline
        muted
      />
      {view === "live" ? null : (
        <div class="camera-words" role={failed ? "alert" : undefined}>
          <Strokes path={CAMERA} />
          <p>{failed ?? (disabled ? "The camera is off." : hint(view))}</p>
        </div>
      )}
    </>
  );
}

function hint(view: Camera["view"]): string {
  return view === "starting" ? "The camera starts…" : "Nothing is sent before you take the photo.";
}

function Photo({ photo }: { photo: Entry }) {
  const url = useBlobUrl(photo.file);
  return url ? <img src={url} alt="What was taken" /> : null;
}

interface ActProps {
  camera: Camera;
  files: Files;
  photo: Entry | undefined;
  disabled: boolean;
}

/** The one button: it starts the camera, takes the photo, or clears it. */
function Act({ camera, files, photo, disabled }: ActProps) {
  const { view } = camera;
  const take = async () => {
    const picture = await camera.take();
    if (picture) files.add([[picture, `camera-input-${stamp()}.jpg`]]);
  };
  const [words, act] = photo
    ? ["Clear photo", () => files.removeAll()]
    : view === "live"
      ? ["Take photo", take]
      : [typeof view === "object" ? "Try again" : "Start camera", camera.start];
  return (
    <button
      type="button"
      class={`button ${!photo && view === "live" ? "primary" : ""}`}
      data-testid="stCameraInputButton"
      disabled={disabled}
      aria-disabled={view === "starting" || undefined} // it keeps the focus
      onClick={view === "starting" ? undefined : act}
    >
      {words}
    </button>
  );
}

function stamp(): string {
  return new Date().toISOString().replaceAll(":", "_");
}
