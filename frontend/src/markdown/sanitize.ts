import DOMPurify from "dompurify";

/** http, https, mailto, and whatever is relative. */
const ADDRESS = /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i;

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName !== "A" || !node.hasAttribute("href")) return;
  if (node.getAttribute("href")?.startsWith("#")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/** Leaves tags and styles, never script. */
export function sanitize(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_URI_REGEXP: ADDRESS,
    ADD_ATTR: ["target"],
    FORBID_TAGS: ["form", "base", "link", "meta"],
    FORCE_BODY: true, // keeps a leading <style>
  });
}
