const REPETITION = "\u001f";

/** The ids of options: their texts; the k-th repetition of a text adds the separator and k. */
export function optionIds(options: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return options.map((option) => {
    const count = seen.get(option) ?? 0;
    seen.set(option, count + 1);
    return count === 0 ? option : `${option}${REPETITION}${count}`;
  });
}
