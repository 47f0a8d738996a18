import { useEffect } from "preact/hooks";
import { usePage } from "../page";
import type { Node } from "../store";
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
  return files;
}
