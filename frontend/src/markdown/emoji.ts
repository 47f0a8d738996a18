import table from "virtual:emoji";

/** Emoji by shortcode: `table` is "😀=grinning 😃=smiley …", with commas between the names of one. */
export const EMOJI: ReadonlyMap<string, string> = new Map(
  table.split(" ").flatMap((entry) => {
    const [picture = "", names = ""] = entry.split("=");
    return names.split(",").map((name): [string, string] => [name, picture]);
  }),
);
