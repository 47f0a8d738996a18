import { useEffect, useState } from "preact/hooks";

/** Folders are chosen by an attribute that has no name in the types. */
export function useFolders(input: { current: HTMLInputElement | null }, directory: boolean): void {
  useEffect(() => {
    input.current?.toggleAttribute("webkitdirectory", directory);
  }, [input, directory]);
}

/** Takes what is dropped on an element; a file dropped beside it does not replace the page. */
export function useDrop(disabled: boolean, take: (data: DataTransfer) => void) {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const keep = (event: DragEvent) => {
      if (bringsFiles(event)) event.preventDefault();
    };
    addEventListener("dragover", keep);
    addEventListener("drop", keep);
    return () => {
      removeEventListener("dragover", keep);
      removeEventListener("drop", keep);
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
  return { over: depth > 0 && !disabled, zone };
}

/** Whether files are dragged, not a text or a link of the page. */
function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
