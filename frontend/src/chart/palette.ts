import type { Chart } from "../wire.gen";

/** The colours of series without one of their own, in turn; a theme sets `--chart-1` and so on. */
export const PALETTE = [
  "light-dark(#4353c9, #8f9cff)",
  "light-dark(#c4561a, #ff9c66)",
  "light-dark(#178055, #4fd09a)",
  "light-dark(#a4399b, #ec8ce3)",
  "light-dark(#8a6a00, #e5c04b)",
  "light-dark(#2079a8, #64c3f0)",
  "light-dark(#b3324f, #ff8aa1)",
  "light-dark(#5d6672, #aab4c2)",
].map((colour, index) => `var(--chart-${index + 1}, ${colour})`);

/** The ends of a range of numbers that are told by shade. */
export const SHADES = [
  "var(--chart-sequential-1, light-dark(#b9c4f5, #35407f))",
  "var(--chart-sequential-10, light-dark(#26338f, #c5ceff))",
] as const;

export type Resolve = (colour: string) => string;

/** Canvas wants a colour as it is now, not a variable. */
export function resolver(box: HTMLElement): Resolve {
  const probe = document.createElement("span");
  return (colour) => {
    probe.style.color = "var(--text)";
    probe.style.color = colour;
    box.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
}

const NAMED: Readonly<Record<string, string>> = {
  red: "var(--red)",
  orange: "var(--orange)",
  yellow: "var(--yellow)",
  green: "var(--green)",
  blue: "var(--blue)",
  violet: "var(--violet)",
  gray: "var(--gray)",
  primary: "var(--accent)",
};

export function colourOf(
  { color }: Chart["series"][number],
  index: number,
  resolve: Resolve,
): string {
  const chosen = color ?? (PALETTE[index % PALETTE.length] as string);
  return resolve(NAMED[chosen] ?? chosen);
}
