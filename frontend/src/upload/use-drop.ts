import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** Folders are chosen by an attribute that has no name in the types. */
export function useFolders(input: { current: HTMLInputElement | null }, directory: boolean): void {
  useEffect(() => {
    input.current?.toggleAttribute("webkitdirectory", directory);
  }, [input, directory]);
}

/** Whether files are dragged over the page: what takes them says so. */
const near = signal(false);
const GONE_AFTER = 800; // browsers say that a drag goes on every 350 ms at most, and not always its end
let gone: ReturnType<typeof setTimeout>;

function drags(now: boolean): void {
  near.value = now;
  clearTimeout(gone);
  if (now) gone = setTimeout(drags, GONE_AFTER, false);
}

/** Takes what is dropped on an element; a file dropped beside it does not replace the page. */
export function useDrop(disabled: boolean, take: (data: DataTransfer) => void) {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const keep = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      drags(event.type === "dragover");
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) drags(false); // out of the window
    };
    addEventListener("dragover", keep);
    addEventListener("drop", keep);
    addEventListener("dragleave", leave);
    return () => {
      removeEventListener("dragover", keep);
      removeEventListener("drop", keep);
      removeEventListener("dragleave", leave);
    };
  }, []);
  const zone = {
    // Entering what is inside comes before leaving what is around it.
    onDragEnter: (event: DragEvent) => {
      if (bringsFiles(event)) setDepth((now) => now + 1);
    },
    onDragLeave: () => setDepth((now) => Math.max(0, now - 1)),
    onDragOver: (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      if (event.dataTransfer) event.dataTransfer.dropEffect = disabled ? "none" : "copy";
      event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      setDepth(0);
      if (!bringsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer && !disabled) take(event.dataTransfer);
    },
  };
  const [over, offered] = [depth > 0 && !disabled, near.value && !disabled];
  return { over, near: offered, zone };
}

/** Whether files are dragged, not a text or a link of the page. */
function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
