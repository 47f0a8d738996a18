/** Cameras and microphones: how they are asked for, and what is said when they are refused. */

export type Device = "camera" | "microphone";

const PARTS: Readonly<Record<Device, string>> = { camera: "video", microphone: "audio" };

/** Asks the user for a device; rejects with what `why` has words for. */
export async function ask(
  device: Device,
  wishes: MediaTrackConstraints = {},
): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "SecurityError");
  return navigator.mediaDevices.getUserMedia({ [PARTS[device]]: wishes });
}

/** Whether the user has allowed a device before; where the browser does not say, not. */
export async function isAllowed(device: Device): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: device as PermissionName });
    return status.state === "granted";
  } catch {
    return false;
  }
}

export function release(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What to do about a device that could not be had. */
export function why(error: unknown, device: Device): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  const words: Readonly<Record<string, string>> = {
    NotAllowedError: `The browser keeps the ${device} from this page. Allow it in the site settings, beside the address, and try again.`,
    NotFoundError: `No ${device} was found. Connect one and try again.`,
    OverconstrainedError: `The ${device} cannot do what is asked of it. Try another one.`,
    NotReadableError: `The ${device} is in use by another program. Close that and try again.`,
    SecurityError: `Browsers give the ${device} to pages on https or localhost only. Open the app at such an address.`,
  };
  return words[name] ?? `The ${device} could not be started. Try again.`;
}
