/** How another site embeds the page: `?embed=true&embed_options=show_padding,dark_theme`. */
const query = new URLSearchParams(location.search.toLowerCase());
const options = new Set(query.getAll("embed_options").flatMap((value) => value.split(",")));
const on = query.getAll("embed").includes("true");

export const embedding = {
  on,
  shows: (part: "toolbar" | "padding") => options.has(`show_${part}`),
  /** The colours that the site around wants. */
  theme: on ? (["light", "dark"] as const).find((name) => options.has(`${name}_theme`)) : undefined,
};

/** Tells the style sheet. */
export function showEmbedding(): void {
  if (!on) return;
  const { dataset } = document.documentElement;
  dataset["embedded"] = embedding.shows("padding") ? "padded" : "";
  if (options.has("disable_scrolling")) dataset["still"] = "";
}
