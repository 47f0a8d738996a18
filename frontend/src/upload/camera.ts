import { useEffect, useRef, useState } from "preact/hooks";
import { ask, isAllowed, release, why } from "./devices";

export type View = "off" | "starting" | "live" | { failed: string };

export interface Camera {
  view: View;
  video: { current: HTMLVideoElement | null };
  /** Whether it looks at the user: then the picture is a mirror. */
  facesUser: boolean;
  several: boolean;
  start: () => void;
  turn: () => void;
  take: () => Promise<Blob | null>;
}

const QUALITY = 0.92;

/** A camera that runs while `wanted`; it was allowed before, or the user has started it. */
export function useCamera(wanted: boolean, height: number): Camera {
  const [view, setView] = useState<View>("off");
  const [devices, setDevices] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [on, setOn] = useState(false);
  const [facesUser, setFacesUser] = useState(true);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let here = true;
    isAllowed("camera").then((allowed) => here && allowed && setOn(true));
    return () => {
      here = false;
    };
  }, []);
  useEffect(() => {
    if (!wanted || !on) return;
    let stream: MediaStream | null = null;
    let over = false;
    setView("starting");
    const wishes = {
      height: { ideal: height },
      ...(chosen ? { deviceId: { exact: chosen } } : {}),
    };
    const begin = async () => {
      try {
        stream = await ask("camera", wishes);
        if (over) return release(stream);
        const [track] = stream.getVideoTracks();
        setFacesUser(track?.getSettings().facingMode !== "environment");
        track?.addEventListener("ended", () => fail(new DOMException("", "NotFoundError")));
        if (video.current) video.current.srcObject = stream;
        await video.current?.play();
        setDevices(await cameras());
        if (!over) setView("live");
      } catch (error) {
        fail(error);
      }
    };
    const fail = (error: unknown) => {
      if (over) return;
      release(stream);
      setOn(false);
      setChosen(undefined); // it may be gone
      setView({ failed: why(error, "camera") });
    };
    begin();
    return () => {
      over = true;
      release(stream);
      setView((now) => (typeof now === "object" ? now : "off"));
    };
  }, [wanted, on, chosen, height]);

  return {
    view,
    video,
    facesUser,
    several: devices.length > 1,
    start: () => setOn(true),
    turn: () => {
      const now = currentDevice(video.current) ?? "";
      setChosen(devices[(devices.indexOf(now) + 1) % devices.length]);
    },
    take: () => picture(video.current),
  };
}

async function cameras(): Promise<string[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
}

function currentDevice(video: HTMLVideoElement | null): string | undefined {
  const stream = video?.srcObject as MediaStream | null | undefined;
  return stream?.getVideoTracks()[0]?.getSettings().deviceId;
}

function picture(video: HTMLVideoElement | null): Promise<Blob | null> {
  if (!video?.videoWidth) return Promise.resolve(null);
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
