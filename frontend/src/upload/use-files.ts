import { useEffect, useRef } from "preact/hooks";
import { usePage } from "../page";
import type { Node } from "../store";
import { fromDrop, fromFolders, fromList } from "./chosen";
import { type Files, filesOf, type Wanted } from "./files";

interface Element {
  default?: readonly string[];
  value?: readonly string[];
}

/** The files of a widget, which follow what the server says of them. */
export function useFiles(node: Node, element: Element, wanted: Wanted, part = ""): Files {
  const page = usePage();
  const files = filesOf(page, node, part);
  files.wanted = wanted;
  const value = element.value ?? element.default ?? [];
  const media = page.media.value;
  useEffect(() => files.follow(value, media), [files, value.join(), media]);
  const emptied = page.emptied.value;
  const known = useRef(emptied);
  useEffect(() => {
    if (emptied === known.current) return;
    known.current = emptied;
    if (emptied?.form === node.within("form")) files.forgetFailed();
  }, [emptied]);
  return files;
}

const NO_FOLDER = "A folder cannot be uploaded here. Choose the files in it.";
const EMPTY = "There are no files in it.";

/** Gives a widget's files what was dropped on it. */
export async function takeDrop(files: Files, data: DataTransfer, folders: boolean): Promise<void> {
  const dropped = await fromDrop(data, folders);
  if (folders) files.addFolders(dropped.files);
  else files.add(dropped.files);
  for (const name of dropped.folders) files.refuse(name, folders ? EMPTY : NO_FOLDER);
}

/** Gives them what was chosen in the browser's list. */
export function takeChosen(files: Files, field: HTMLInputElement, folders: boolean): void {
  if (folders) files.addFolders(fromFolders(field.files));
  else files.add(fromList(field.files));
  field.value = ""; // the same file can be chosen again
}

/** Gives them the files that were pasted; a text is left to the field. */
export function takePaste(files: Files, event: ClipboardEvent): void {
  const pasted = fromList(event.clipboardData?.files ?? null);
  if (pasted.length === 0) return;
  event.preventDefault();
  files.add(pasted);
}
