import { useMemo } from "preact/hooks";
import type { View } from "../kinds";
import { sanitize } from "../markdown/sanitize";
import type { Html } from "../wire.gen";
import "./html.css";

/** HTML as the author wrote it, but for what could run. Style sheets alone take no room. */
export default function HtmlElement({ element }: View<Html>) {
  const html = useMemo(() => sanitize(element.body), [element.body]);
  return (
    <div
      class={`stHtml${element.styles ? " styles" : ""}`}
      data-testid="stHtml"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
