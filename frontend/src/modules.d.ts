declare module "virtual:emoji" {
  const table: string;
  export default table;
}

declare module "virtual:symbols" {
  /** The first name of each pack. */
  export const firsts: readonly string[];
  /** What loads a pack: the paths of its symbols by their names. */
  export const packs: readonly (() => Promise<{ default: Readonly<Record<string, string>> }>)[];
}
