const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const PARTIAL_FENCE = /\n {0,3}[`~]{1,2}$/;
const BARE = /^\s*(?:[-=*_>+~#]+|`{1,2}|\||\d+[.)])\s*$/;
const PARTIAL_LINK = /!?\[([^\]\n]*)\]\([^)\n]*$|!?\[(?!\^)([^\]\n]{2,})\]$|!?\[[^\]\n]*$/;
const PARTIAL_ICON = /:material\/?\w*$/;
const DELIMITER = /^[\s|:-]*$/;
const MARKS = /\\.|`+|\*\*|__|~~|\*|_/g;

/**
 * A text that ends in the middle of something, as if that had ended: bold is bold from its first
 * letter, a row with bars is a table at once. So what has been shown does not change its look.
 */
export function finished(text: string, cursor: string): string {
  const { open, end } = lastFence(text);
  if (open) return text.replace(PARTIAL_FENCE, "") + (end < text.length ? cursor : "");
  if (end > 0 && end >= text.length) return `${text}\n\n${cursor}`;
  const start = Math.max(end, text.lastIndexOf("\n\n") + 2);
  const from = start > 1 ? start : 0;
  return text.slice(0, from) + finishedBlock(text.slice(from), cursor);
}

/** Whether the text ends in a piece of code, and where the line with the last fence ends. */
function lastFence(text: string): { open: boolean; end: number } {
  let fence = "";
  let at = 0;
  let end = 0;
  for (const line of text.split("\n")) {
    at += line.length + 1;
    const mark = FENCE.exec(line)?.[1];
    if (!mark) continue;
    if (!fence) fence = mark;
    else if (mark[0] === fence[0] && mark.length >= fence.length) fence = "";
    else continue;
    end = at;
  }
  return { open: fence !== "", end };
}

function finishedBlock(block: string, cursor: string): string {
  const lines = block.split("\n");
  const last = lines.at(-1) ?? "";
  const isTable = lines[0]?.trimStart().startsWith("|") === true;
  const table = isTable && lines.length <= 2 ? finishedTable(lines[0] ?? "", lines[1]) : null;
  if (table) return table;
  if (BARE.test(last)) return lines.slice(0, -1).join("\n") + (isTable ? "" : cursor);
  const cut = last
    .replace(PARTIAL_LINK, (_, one, other) => one ?? other ?? "")
    .replace(PARTIAL_ICON, "");
  lines[lines.length - 1] = cut;
  return closed(lines.join("\n"), cursor);
}

/** A table's first row has its rule below it, also before that has come. */
function finishedTable(head: string, rule: string | undefined): string | null {
  if (rule !== undefined && !DELIMITER.test(rule)) return null;
  const row = head.trimEnd().endsWith("|") ? head : `${head} |`;
  const cells = row.split(/(?<!\\)\|/).length - 2;
  return cells > 0 ? `${row}\n|${"---|".repeat(cells)}` : null;
}

/** Closes the marks that are open; one that nothing follows yet is left out. */
function closed(text: string, cursor: string): string {
  const open: { mark: string; at: number }[] = [];
  let code = "";
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (mark.startsWith("\\")) continue;
    if (code || mark.startsWith("`")) {
      code = code === mark ? "" : code || mark;
      continue;
    }
    const next = text[index + mark.length] ?? "";
    const former = text[index - 1] ?? "";
    const place = open.findLastIndex((each) => each.mark === mark);
    if (place >= 0 && former.trim()) open.splice(place);
    else if (opens(mark, former, next)) open.push({ mark, at: index });
  }
  const lone = open.at(-1);
  if (code && text.endsWith(code)) {
    text = text.slice(0, -code.length);
    code = "";
  }
  if (!code && lone && lone.at + lone.mark.length === text.length) {
    open.pop();
    text = text.slice(0, lone.at);
  }
  const marks = open.reverse().map(({ mark }) => mark);
  const kept = code || marks.length > 0 ? text.trimEnd() : text;
  return kept + (code ? code + cursor : cursor) + marks.join("");
}

function opens(mark: string, former: string, next: string): boolean {
  if (next !== "" && !next.trim()) return false;
  return !mark.startsWith("_") || !/\w/.test(former);
}
