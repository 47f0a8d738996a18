import DOMPurify from "dompurify";

/** http, https, mailto, and whatever is relative. */
const ADDRESS = /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i;

/** Handlers in tags, and where addresses start from: what the browser reports as it is parsed. */
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*/gi;
const HANDLER = /(^|[\s/"'])(?=on[a-z]+\s*=)/gi;
const BASE = /^<(?=base\b)/i;

/** `@import`, however its letters are written: the policy lets no style sheet in from elsewhere. */
const IMPORT = new RegExp(`@(?=${[..."import"].map(letter).join("")})`, "gi");

function letter(name: string): string {
  const code = (text: string) => text.charCodeAt(0).toString(16);
  return `(?:${name}|\\\\0*(?:${code(name)}|${code(name.toUpperCase())})[ \\t\\n\\f\\r]?)`;
}

DOMPurify.addHook("uponSanitizeElement", (node) => {
  if (node.nodeName.toLowerCase() !== "style") return;
  for (const part of node.childNodes) {
    if (part instanceof Text) part.data = part.data.replace(IMPORT, "@not-");
  }
});

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName !== "A" || !node.hasAttribute("href")) return;
  if (node.getAttribute("href")?.startsWith("#")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/** Leaves tags and styles, never script. */
export function sanitize(html: string): string {
  return DOMPurify.sanitize(quiet(html), {
    ALLOWED_URI_REGEXP: ADDRESS,
    ADD_ATTR: ["target"],
    FORBID_TAGS: ["form", "base", "link", "meta"],
    FORCE_BODY: true, // keeps a leading <style>
  });
}

/**
 * Gives what would go anyway a name without a meaning. The document that DOMPurify parses in has
 * the policy of the page, and each handler would be reported as a violation.
 */
function quiet(html: string): string {
  return html.replace(TAG, (tag) => tag.replace(HANDLER, "$1x-").replace(BASE, "<x-"));
}
