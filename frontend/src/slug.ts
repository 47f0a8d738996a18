/** The id of a heading: its words, joined by hyphens. */
export function slug(text: string): string {
  return text
    .replace(/:material\/[\w-]+:|:[\w-]+\[|\]\([^)]*\)/g, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}
