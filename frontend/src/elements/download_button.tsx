import { useState } from "preact/hooks";
import { ButtonView } from "../button";
import type { View } from "../kinds";
import { addressOf } from "../media";
import { type Page, usePage } from "../page";
import { post } from "../post";
import type { Node } from "../store";
import type { DownloadButton, Width } from "../wire.gen";
import "./download_button.css";

export const width: Width = "content";

type State = "ready" | "making" | { failed: string };

export default function DownloadButtonElement({ node, element }: View<DownloadButton>) {
  const page = usePage();
  const [state, setState] = useState<State>("ready");
  const press = async () => {
    if (state === "making") return;
    if (element.silent !== true) page.press(node);
    if (!element.made) {
      if (element.source) save(addressOf(page.media.peek(), element.source), element.name ?? "");
      return;
    }
    setState("making");
    setState(await make(page, node));
  };
  return (
    <>
      <ButtonView
        element={element}
        testid="stDownloadButton"
        press={press}
        busy={state === "making"}
      />
      <p class={`download-note${typeof state === "object" ? " failed" : ""}`} role="status">
        {state === "making" ? "Making the file…" : typeof state === "object" ? state.failed : null}
      </p>
    </>
  );
}

/** Has the server make the file, and saves it. */
async function make(page: Page, node: Node): Promise<State> {
  const address = addressOf(page.media.peek(), `made?widget=${encodeURIComponent(node.id ?? "")}`);
  try {
    const answer = await post(page, address);
    if (!answer.ok) return { failed: await answer.text() };
    const content = URL.createObjectURL(await answer.blob());
    save(content, nameIn(answer.headers.get("content-disposition") ?? ""));
    setTimeout(() => URL.revokeObjectURL(content), 60_000);
    return "ready";
  } catch (error) {
    console.warn(error);
    return { failed: "The file could not be fetched: the connection is lost. Try it again." };
  }
}

function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The exact name in a `Content-Disposition`. */
export function nameIn(disposition: string): string {
  const found = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  return found?.[1] ? decodeURIComponent(found[1]) : "download";
}
