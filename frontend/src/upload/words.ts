/** What is said of files: their sizes, and which are wanted. */

const UNITS = ["bytes", "KB", "MB", "GB"];

/** "1.5 MB", as the limits of authors count: by 1024. */
export function bytes(size: number): string {
  let amount = size;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  const figures = amount < 9.95 && unit > 0 ? Number(amount.toFixed(1)) : Math.round(amount);
  return `${figures} ${unit === 0 && figures === 1 ? "byte" : UNITS[unit]}`;
}

/** Whether a file is of one of the wanted types: endings such as `.csv`, or `image/png`, `image/*`. */
export function fits(name: string, type: string, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const kind = type.toLowerCase().split(";")[0] ?? "";
  return wanted.some((want) => {
    if (!want.includes("/")) return name.toLowerCase().endsWith(want);
    // A browser that knows no type says none: the server, which knows more of them, decides.
    return (
      kind === "" || (want.endsWith("/*") ? kind.startsWith(want.slice(0, -1)) : kind === want)
    );
  });
}

/** What a browser's list of files is to offer; of `.tar.gz` browsers look at the last part alone. */
export function offered(types: readonly string[]): string | undefined {
  const all = types.flatMap((type) => {
    const last = type.startsWith(".") ? type.lastIndexOf(".") : 0;
    return last > 0 ? [type, type.slice(last)] : [type];
  });
  return all.join(",") || undefined;
}

/** "Images", as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "CSV, PNG or images" */
export function listed(types: readonly string[]): string {
  const words = [...new Set(types.map(word))];
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

const WIDE: Readonly<Record<string, string>> = {
  "image/*": "images",
  "audio/*": "sounds",
  "video/*": "videos",
  "text/*": "texts",
};

function word(type: string): string {
  if (!type.includes("/")) return type.slice(1).toUpperCase();
  return WIDE[type] ?? (type.split("/")[1] ?? type).toUpperCase();
}
