export const ICONS: Readonly<Record<string, string>> = {};
